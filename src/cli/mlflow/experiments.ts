/** `mlflow experiments …`, answered as MLflow answers. */
import {
  experimentNameOf,
  type MlflowExperiment,
  mlflowExperiment,
} from '../../interop/mlflow/experiment-json.ts';
import { experimentNumber } from '../../interop/mlflow/experiment-number.ts';
import { printExperimentJson, printExperimentTable } from '../../interop/mlflow/experiment-print.ts';
import { mlflowTable } from '../../interop/mlflow/table.ts';
import { isInView, parseViewType } from '../../interop/mlflow/view-type.ts';
import { compareText } from '../../query/sort.ts';
import { ExperimentExistsError, UsageError } from '../../run/errors.ts';
import type { Experiment } from '../../run/experiment.ts';
import { changeExperiment, createExperiment } from '../../store/experiments.ts';
import { command, completing, group, text } from '../command.ts';
import type { Context } from '../context.ts';
import { checkedName, experimentWrite, findOwnExperiment } from '../find-experiment.ts';
import { csv } from './experiment-csv.ts';
import { allNumbered, findNumbered } from './find-numbered.ts';
import { answer, experimentOption, needed, viewOption } from './words.ts';

const experimentName = completing(
  'experiment',
  text('-n, --experiment-name <name>', 'the experiment, by its name'),
);

const create = command({
  name: 'create',
  summary: 'Create an experiment',
  args: [],
  options: {
    name: text('-n, --experiment-name <name>', 'its name'),
    place: text('-l, --artifact-location <uri>', 'passed over: artifacts are kept in Git'),
  },
  examples: [{ line: 'git run mlflow experiments create -n baselines', does: 'its id is printed' }],
  async run(context, { options }) {
    const name = checkedName(needed(options.name, '-n'));
    if (experimentNameOf(name) !== name) throw new ExperimentExistsError(name);
    if (options.place !== undefined)
      context.say('git-run: --artifact-location is passed over: artifacts are kept in Git');
    const { id } = await createExperiment(await experimentWrite(context), { name });
    return answer(context, `Created experiment '${name}' with id ${experimentNumber(id)}`);
  },
});

const search = command({
  name: 'search',
  summary: 'List experiments',
  args: [],
  options: {
    view: viewOption,
    most: text('--max-results <n>', 'at most so many'),
  },
  examples: [],
  async run(context, { options }) {
    const view = parseViewType(options.view ?? 'active_only');
    const shown = (await allNumbered(context)).filter(({ removed }) => isInView(view, removed));
    const newest = shown.toSorted((a, b) => compareText(b.created, a.created));
    const rows = newest.slice(0, countOf(options.most)).map(experiment => {
      const { experiment_id, name, artifact_location } = mlflowExperiment(experiment);
      return [experiment_id, name, artifact_location] as const;
    });
    const sorted = rows.toSorted((a, b) => compareText(a[0], b[0]));
    return answer(context, mlflowTable(['Experiment Id', 'Name', 'Artifact Location'], sorted));
  },
});

function countOf(count: string | undefined): number | undefined {
  if (count === undefined) return undefined;
  if (!/^\d+$/.test(count)) throw new UsageError(`--max-results needs a whole number, not '${count}'`);
  return Number(count);
}

const get = command({
  name: 'get',
  summary: 'Show an experiment',
  args: [],
  options: {
    id: experimentOption,
    name: experimentName,
    output: completing(['table', 'json'], text('--output <format>', 'table, or json')),
  },
  examples: [],
  async run(context, { options: { id, name, output = 'table' } }) {
    const word = id ?? name;
    if (word === undefined || (id !== undefined && name !== undefined))
      throw new UsageError('exactly one of --experiment-id and --experiment-name is needed');
    const print = PRINTERS.get(output);
    if (print === undefined) throw new UsageError(`--output is table or json, not '${output}'`);
    return answer(context, print(mlflowExperiment(await findNumbered(context, word))));
  },
});

const PRINTERS: ReadonlyMap<string, (experiment: MlflowExperiment) => string> = new Map([
  ['table', printExperimentTable],
  ['json', printExperimentJson],
]);

const remove = command({
  name: 'delete',
  summary: 'Put an experiment into the trash; its runs stay',
  args: [],
  options: { id: experimentOption },
  examples: [],
  async run(context, { options }) {
    const id = await change(context, options.id, { removed: true });
    return answer(context, `Experiment with ID ${id} has been deleted.`);
  },
});

const restore = command({
  name: 'restore',
  summary: 'Take an experiment out of the trash',
  args: [],
  options: { id: completing('removed experiment', text('-x, --experiment-id <id>', 'the experiment')) },
  examples: [],
  async run(context, { options }) {
    const id = await change(context, options.id, { removed: false });
    return answer(context, `Experiment with id ${id} has been restored.`);
  },
});

const rename = command({
  name: 'rename',
  summary: 'Give an experiment another name',
  args: [],
  options: { id: experimentOption, name: text('--new-name <name>', 'its new name') },
  examples: [],
  async run(context, { options }) {
    const name = checkedName(needed(options.name, '--new-name'));
    const id = await change(context, options.id, { name });
    return answer(context, `Experiment with id ${id} has been renamed to '${name}'.`);
  },
});

/** Changes an experiment that is as it can be changed; returns its number. */
async function change(
  context: Context,
  number: string | undefined,
  changes: Partial<Pick<Experiment, 'name' | 'removed'>>,
): Promise<string> {
  const { id } = await findNumbered(context, needed(number, '-x'));
  const experiment = await findOwnExperiment(context, id, { removed: changes.removed === false });
  await changeExperiment(await experimentWrite(context), experiment, changes);
  return experimentNumber(id);
}

/** Experiments in MLflow's words. */
export const experiments = group({
  name: 'experiments',
  summary: 'Create, list, show, rename, delete, restore; as CSV',
  commands: [create, search, get, rename, remove, restore, csv],
  absent: new Map([['update', undefined]]),
});
