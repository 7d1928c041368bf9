/** A run in progress: its journal as a recorder would keep it. This process is its recorder. */
import { appendFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { bootId, processIdentity } from '../../src/process/identity.ts';
import { cacheDirectory, createLive, type LiveRun, writePlan, writeRecorder } from '../../src/record/live.ts';
import type { RunPlan } from '../../src/record/plan.ts';
import type { Run } from '../../src/run/run.ts';
import { AUTHOR, type StoreBench } from './store-bench.ts';

export interface LiveOptions {
  /** The process it started; this one where absent. */
  readonly child?: number;
  /** The recorder's; a process that is gone makes the run an abandoned one. */
  readonly recorder?: number;
  /** The machine it runs on; this one where absent. */
  readonly host?: string;
}

export interface Live extends LiveRun {
  readonly run: Run;
  /** Adds to its output. */
  print(text: string, part?: number): void;
}

/** Puts a run in progress into a repository. */
export async function liveRun(
  bench: Pick<StoreBench, 'repository'>,
  run: Run,
  options: LiveOptions = {},
): Promise<Live> {
  const { commonDir, workTree = '' } = bench.repository.place;
  const live = await createLive(join(cacheDirectory(commonDir), 'live'), run.id);
  await writePlan(live, planOf(run, workTree, commonDir));
  const child = await processIdentity(options.child ?? process.pid);
  const recorder = await processIdentity(options.recorder ?? process.pid);
  await writeRecorder(live, {
    host: options.host ?? hostname(),
    boot: await bootId(),
    recorder: recorder ?? { pid: 1, start: 'gone' },
    ...(child === undefined ? {} : { child }),
  });
  const print = (text: string, part = 0) =>
    appendFileSync(join(live.path, 'log', `${String(part).padStart(6, '0')}.log`), text);
  return { ...live, run, print };
}

function planOf(run: Run, workTree: string, repository: string): RunPlan {
  const { id, name, experiment, started, command, params, tags, note, source, lineage, host } = run;
  return {
    version: 1,
    ...{ id, name, experiment, started, command, params, tags, note, source, lineage, host },
    environment: {},
    inputs: [],
    problems: [],
    author: AUTHOR,
    settings: {
      experiment: experiment.name,
      paramFiles: [],
      metricFiles: [],
      outputs: [],
      inputs: [],
      worktreeLink: [],
      environmentKeep: [],
      sizeLimit: 1e6,
      inputLimit: 1e6,
      logLimit: 1e6,
      largeSize: 1e7,
      trashAge: 1e6,
      maintain: false,
      foldAfter: 0,
    },
    workTree,
    directory: workTree,
    repository,
  };
}
