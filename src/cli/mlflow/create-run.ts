import { experimentNameOf } from '../../interop/mlflow/experiment-json.ts';
import { experimentNumber } from '../../interop/mlflow/experiment-number.ts';
import { pythonJson } from '../../interop/mlflow/python-json.ts';
import { maintain } from '../../record/maintain.ts';
import { openWrittenRun } from '../../record/written-run.ts';
import { ExperimentNotFoundError, UsageError } from '../../run/errors.ts';
import type { Lineage, Outcome } from '../../run/run.ts';
import { command, completing, list, text } from '../command.ts';
import type { Context } from '../context.ts';
import { checkedName } from '../find-experiment.ts';
import { findRun } from '../find-run.ts';
import { foldingAside } from '../fold-aside.ts';
import { keyValues } from '../key-value.ts';
import { pushEndedRun } from '../push-ended.ts';
import { checkRunName, parentOf } from '../run-options.ts';
import { allNumbered, findNumbered } from './find-numbered.ts';
import { answer, sayLogged } from './words.ts';

const STATUSES = ['finished', 'failed', 'killed'] as const;

/** What is said of a command that there was not. */
const ARGV = ['git', 'run', 'mlflow', 'runs', 'create'];

/** Makes a run of no command, which ends at once. */
export const create = command({
  name: 'create',
  summary: 'Record a run of no command, which ends at once',
  args: [],
  options: {
    id: completing('experiment', text('--experiment-id <id>', 'the experiment it belongs to')),
    name: completing(
      'experiment',
      text('--experiment-name <name>', 'the same, by its name; made if need be'),
    ),
    runName: text('--run-name <name>', 'what to call the run'),
    description: text('--description <text>', 'a note'),
    tags: completing('tag=', list('-t, --tags <key=value>', 'a tag')),
    status: completing(STATUSES, text('--status <status>', 'finished, if not given; failed or killed')),
    parent: completing('run', text('--parent-run-id <run>', 'the run it is a child of')),
  },
  examples: [
    { line: 'git run mlflow runs create --experiment-id 0 -t by=hand', does: 'its id is printed, as JSON' },
  ],
  async run(context, { options }) {
    const outcome = outcomeOf(options.status);
    const tags = keyValues(options.tags, '-t');
    const experiment = await experimentOf(context, options.id, options.name);
    checkRunName(options.runName);
    const [repository, settings] = [await context.repository(), await context.settings()];
    const written = await openWrittenRun({
      ...{ repository, settings, env: context.env, directory: context.cwd, now: context.now },
      ...{ argv: ARGV, experiment, tags, note: options.description ?? '' },
      lineage: await lineageOf(context, options.parent),
      ...(options.runName !== undefined && { name: options.runName }),
    });
    const { run } = await written.end(outcome);
    await pushEndedRun(context, run.id, { quiet: true });
    await maintain(repository, settings, run.id, foldingAside(context));
    const said = {
      run_id: run.id,
      experiment_id: experimentNumber(run.experiment.id),
      status: outcome.status.toUpperCase(),
      run_name: options.runName ?? null,
    };
    return answer(context, pythonJson(said, 2));
  },
});

function outcomeOf(status = 'finished'): Outcome {
  switch (status.toLowerCase()) {
    case 'finished':
      return { status: 'finished', exitCode: 0 };
    case 'failed':
      return { status: 'failed', exitCode: 1 };
    case 'killed':
      return { status: 'killed', signal: 'SIGTERM' };
    default:
      throw new UsageError(`--status is one of ${STATUSES.join(', ')}, not '${status}'`);
  }
}

/** Its name. One that is named and not there is made with the run. */
async function experimentOf(
  context: Context,
  id: string | undefined,
  name: string | undefined,
): Promise<string> {
  if ((id === undefined) === (name === undefined))
    throw new UsageError('exactly one of --experiment-id and --experiment-name is needed');
  if (id !== undefined) {
    const found = await findNumbered(context, id);
    if (found.removed) throw new ExperimentNotFoundError(found.name);
    return found.name;
  }
  const wanted = checkedName(experimentNameOf(name as string));
  if ((await allNumbered(context)).some(one => one.name === wanted && !one.removed)) return wanted;
  const line = `Experiment with name '${wanted}' does not exist. Creating a new experiment.`;
  sayLogged(context, 'mlflow.tracking.fluent', line);
  return wanted;
}

/** Inside a run, and where nobody says more, it is that one's child. */
async function lineageOf(context: Context, parent: string | undefined): Promise<Lineage[]> {
  if (parent === undefined) return parentOf(context);
  const { row } = await findRun(context, parent);
  return [{ relation: 'child-of', id: row.id, ...(row.commit !== undefined && { commit: row.commit }) }];
}
