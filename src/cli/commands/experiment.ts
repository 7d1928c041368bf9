import type { Experiment } from '../../run/experiment.ts';
import { changeExperiment, createExperiment, listExperiments } from '../../store/experiments.ts';
import { formatCount, formatRelative } from '../../view/format.ts';
import { printJson } from '../../view/run-json.ts';
import { sanitise } from '../../view/sanitise.ts';
import { table } from '../../view/table.ts';
import { allRows } from '../all-rows.ts';
import { command, completing, flag, group, list as repeatable, text } from '../command.ts';
import type { Context } from '../context.ts';
import { checkedName, experimentWrite, findExperiment, findOwnExperiment } from '../find-experiment.ts';
import { keyValues } from '../key-value.ts';

const json = flag('--json', 'as JSON');

const create = command({
  name: 'create',
  summary: 'Create an experiment',
  args: ['[name]'],
  options: {
    // MLflow's spelling: `mlflow experiments create -n NAME`.
    name: text('-n, --experiment-name <name>', 'its name, if not given as a word'),
    description: text('--description <text>', 'what it is about'),
    tags: completing('tag=', repeatable('-t, --tag <key=value>', 'a tag')),
  },
  examples: [
    { line: "git run experiment create baselines --description 'no tuning'", does: 'before its first run' },
  ],
  async run(context, { args: [word], options }) {
    const name = checkedName(word ?? options.name);
    const { description = '' } = options;
    const experiment = await createExperiment(await experimentWrite(context), {
      name,
      description,
      tags: keyValues(options.tags, '-t'),
    });
    context.say(`git-run: created experiment ${sanitise(experiment.name)}`);
    return 0;
  },
});

const list = command({
  name: 'list',
  summary: 'List the experiments',
  args: [],
  options: { json, removed: flag('--removed', 'those in the trash instead') },
  examples: [],
  async run(context, { options }) {
    const source = await context.source();
    const experiments = (await listExperiments(source)).filter(({ removed }) => removed === options.removed);
    const counts = await countRuns(context);
    const rows = experiments.map(experiment => ({
      ...experiment,
      ...(counts.get(experiment.name) ?? { runs: 0 }),
    }));
    if (options.json) context.out.write(printJson({ version: 1, experiments: rows }));
    else if (rows.length === 0) context.say('git-run: no experiments yet; the first run makes one');
    else context.out.write(printExperiments(context, rows));
    return 0;
  },
});

const show = command({
  name: 'show',
  summary: 'Show an experiment',
  args: ['<name>'],
  completes: ['experiment'],
  options: { json },
  examples: [],
  async run(context, { args: [name], options }) {
    const experiment = await findExperiment(context, name as string);
    const { runs } = (await countRuns(context)).get(experiment.name) ?? { runs: 0 };
    if (options.json) {
      context.out.write(printJson({ version: 1, ...experiment, runs }));
      return 0;
    }
    const tags = Object.entries(experiment.tags).map(([key, value]) => `${key}=${value}`);
    const facts = [experiment.name, experiment.description, tags.join('  '), formatCount(runs, 'run')];
    const lines = facts.filter(fact => fact !== '').map(fact => `${sanitise(fact)}\n`);
    context.out.write(lines.join(''));
    return 0;
  },
});

const rename = command({
  name: 'rename',
  summary: 'Give an experiment another name',
  args: ['<name>', '<new-name>'],
  completes: ['experiment'],
  options: {},
  examples: [],
  async run(context, { args: [name, newName] }) {
    const experiment = await findOwnExperiment(context, name as string);
    await changeExperiment(await experimentWrite(context), experiment, { name: checkedName(newName) });
    context.say(`git-run: renamed ${sanitise(experiment.name)} to ${sanitise(newName as string)}`);
    return 0;
  },
});

const rm = command({
  name: 'rm',
  summary: 'Put an experiment into the trash; its runs stay',
  args: ['<name>'],
  completes: ['experiment'],
  options: {},
  examples: [],
  async run(context, { args: [name] }) {
    const experiment = await findOwnExperiment(context, name as string);
    await changeExperiment(await experimentWrite(context), experiment, { removed: true });
    const shown = sanitise(experiment.name);
    context.say(`git-run: put ${shown} into the trash; git run experiment restore ${shown} takes it out`);
    return 0;
  },
});

const restore = command({
  name: 'restore',
  summary: 'Take an experiment out of the trash',
  args: ['<name>'],
  completes: ['removed experiment'],
  options: {},
  examples: [],
  async run(context, { args: [name] }) {
    const experiment = await findOwnExperiment(context, name as string, { removed: true });
    await changeExperiment(await experimentWrite(context), experiment, { removed: false });
    context.say(`git-run: restored ${sanitise(experiment.name)}`);
    return 0;
  },
});

/** Named groups of runs. */
export const experiment = group({
  name: 'experiment',
  summary: 'Create, list, show and change experiments',
  commands: [create, list, show, rename, rm, restore],
});

interface Count {
  runs: number;
  /** ISO 8601 of the newest run. */
  newest: string;
}

/** By the names that experiments have now, as `git run log -e` knows them. */
async function countRuns(context: Context): Promise<Map<string, Count>> {
  const counts = new Map<string, Count>();
  for await (const some of allRows(context)) {
    for (const { experiment, started, trashed } of some) {
      if (trashed) continue;
      const count = counts.get(experiment);
      if (count === undefined) counts.set(experiment, { runs: 1, newest: started });
      else {
        count.runs++;
        if (started > count.newest) count.newest = started;
      }
    }
  }
  return counts;
}

function printExperiments(
  context: Context,
  rows: readonly (Experiment & { runs: number; newest?: string })[],
): string {
  const clock = { now: context.now(), zone: context.zone };
  const columns = [
    { title: 'name', align: 'left' },
    { title: 'runs', align: 'right' },
    { title: 'newest', align: 'left' },
    { title: 'description', align: 'left', flexible: true },
  ] as const;
  const cells = rows.map(({ name, runs, newest, description }) => [
    sanitise(name),
    String(runs),
    newest === undefined ? '' : formatRelative(Date.parse(newest), clock),
    sanitise(description),
  ]);
  return table(columns, cells, { width: context.out.columns, style: context.styleOf(context.out) });
}
