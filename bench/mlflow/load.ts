/** What is logged to a server, and asked of it, over the wire. */
import type { Answer, Calls } from './calls.ts';

/** Creates the experiment that they are logged in; returns its id. */
export async function newExperiment(calls: Calls): Promise<string> {
  return messageOf(await calls.ask('experiments/create', { name: 'sweep' })).experiment_id;
}

/** Logs so many runs, and ends them. */
export async function logRuns(calls: Calls, experiment: string, count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    const timestamp = Date.now();
    const run_id = await newRun(calls, experiment);
    await calls.ask('runs/log-batch', {
      run_id,
      params: ['lr', 'depth', 'seed', 'model', 'data'].map((key, of) => ({
        key,
        value: `${(at * 7 + of) % 50}`,
      })),
      metrics: ['loss', 'acc', 'time'].flatMap((key, of) =>
        [1, 2, 3].map(step => ({ key, value: ((at * 13 + of + step) % 100) / 100, timestamp, step })),
      ),
      tags: [{ key: 'team', value: `team ${at % 5}` }],
    });
    await calls.ask('runs/update', { run_id, status: 'FINISHED', end_time: Date.now() });
  }
}

/** Begins a run, with a tag of a key; the default experiment is that of none. */
export async function newRun(calls: Calls, experiment_id = '0', tag = 'plain'): Promise<string> {
  const tags = [
    { key: tag, value: 'yes' },
    { key: 'mlflow.user', value: 'ada' },
    { key: 'mlflow.source.name', value: 'train.py' },
    { key: 'mlflow.source.type', value: 'LOCAL' },
  ];
  const { run } = messageOf(await calls.ask('runs/create', { experiment_id, start_time: Date.now(), tags }));
  return run.info.run_id;
}

/** Searches the runs of an experiment: ms until all of the answer is there. */
export async function searchRuns(calls: Calls, experiment: string, question: object): Promise<number> {
  return (await calls.ask('runs/search', { experiment_ids: [experiment], ...question })).ms;
}

/** The run with a tag of that key, in the default experiment. */
export async function runWith(calls: Calls, tag: string): Promise<string> {
  const question = { experiment_ids: ['0'], filter: `tags.${tag} = 'yes'` };
  return messageOf(await calls.ask('runs/search', question)).runs[0].info.run_id;
}

function messageOf({ bytes }: Answer) {
  return JSON.parse(bytes.toString());
}
