/** `mlflow runs …`, answered as MLflow answers. */
import { printRunDictionary } from '../../interop/mlflow/run-dictionary.ts';
import { mlflowTable } from '../../interop/mlflow/table.ts';
import { parseViewType } from '../../interop/mlflow/view-type.ts';
import { compareText } from '../../query/sort.ts';
import { authorOf } from '../../record/identity.ts';
import type { Edit } from '../../run/annotation.ts';
import { editRun } from '../../store/edit.ts';
import { formatTime } from '../../view/format.ts';
import { command, completing, group, text } from '../command.ts';
import type { Context } from '../context.ts';
import { findHere } from '../find-here.ts';
import { findRun } from '../find-run.ts';
import { create } from './create-run.ts';
import { findNumbered } from './find-numbered.ts';
import { runMessage } from './run-message.ts';
import { runsOf } from './runs-of.ts';
import { answer, needed, runOption, viewOption } from './words.ts';

const list = command({
  name: 'list',
  summary: 'List the runs of an experiment',
  args: [],
  options: {
    experiment: completing(
      'experiment',
      text('-x, --experiment-id <id>', 'the experiment; MLFLOW_EXPERIMENT_ID, if not given'),
    ),
    view: viewOption,
  },
  examples: [],
  async run(context, { options }) {
    const view = parseViewType(options.view ?? 'active_only');
    const number = needed(options.experiment ?? context.env.MLFLOW_EXPERIMENT_ID, '--experiment-id');
    const { name } = await findNumbered(context, number);
    const rows = (await runsOf(context, name, view)).map(row => [
      dateOf(context, Date.parse(row.started)),
      row.name,
      row.id,
    ]);
    const newest = rows.sort((a, b) => compareText(b.join('\0'), a.join('\0')));
    return answer(context, mlflowTable(['Date', 'Name', 'ID'], newest));
  },
});

/** The local time with the name of its zone; where that is not UTC, how far it is from it. */
function dateOf({ zone }: Context, time: number): string {
  const printed = formatTime(time, zone);
  return printed.replace(/ [+-]0000$/, ' UTC');
}

const describe = command({
  name: 'describe',
  summary: 'Print a run as JSON',
  args: [],
  options: { run: runOption },
  examples: [
    { line: 'git run mlflow runs describe --run-id RUN | jq .data.metrics', does: 'as MLflow prints it' },
  ],
  async run(context, { options }) {
    const found = await findRun(context, needed(options.run, '--run-id'));
    return answer(context, printRunDictionary(await runMessage(context, found)));
  },
});

const remove = command({
  name: 'delete',
  summary: 'Put a run into the trash',
  args: [],
  options: { run: runOption },
  examples: [],
  async run(context, { options }) {
    const id = await edit(context, options.run, { kind: 'trash' });
    return answer(context, `Run with ID ${id} has been deleted.`);
  },
});

const restore = command({
  name: 'restore',
  summary: 'Take a run out of the trash',
  args: [],
  options: { run: runOption },
  examples: [],
  async run(context, { options }) {
    const id = await edit(context, options.run, { kind: 'restore' });
    return answer(context, `Run with id ${id} has been restored.`);
  },
});

/** Returns the id as it was given: MLflow repeats it. */
async function edit(context: Context, given: string | undefined, what: Edit): Promise<string> {
  const selector = needed(given, '--run-id');
  const { row } = await findHere(context, selector);
  const repository = await context.repository();
  const author = authorOf(repository.config, context.env);
  await editRun({ repository, id: row.id, edits: [what], author, now: context.now() });
  return selector;
}

/** Runs in MLflow's words. */
export const runs = group({
  name: 'runs',
  summary: 'List, describe, create, delete, restore',
  commands: [list, describe, create, remove, restore],
  absent: new Map([['link-traces', undefined]]),
});
