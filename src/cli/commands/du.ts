import { weigh } from '../../remove/weigh.ts';
import { UsageError } from '../../run/errors.ts';
import type { RunTip } from '../../run/run-tip.ts';
import type { WeightBy } from '../../run/weight.ts';
import { JSON_VERSION, printJson } from '../../view/run-json.ts';
import { printWeights } from '../../view/weights.ts';
import { command, completing, flag, text } from '../command.ts';
import type { Context } from '../context.ts';
import { openCounter } from '../counter.ts';
import { findHere } from '../find-here.ts';
import { page } from '../pager.ts';

const FEW = 20;

const WAYS: readonly WeightBy[] = ['run', 'experiment', 'file'];

/** Shows what runs weigh. */
export const du = command({
  name: 'du',
  summary: 'Show how much room runs take, the heaviest first',
  description:
    'Sizes are of contents, each counted once within a row; of the source only what your commits have not. shared is ' +
    'what other rows have as well: deleting one alone does not free it. What Git needs on disk is less: it compresses, ' +
    'and keeps what is alike as differences.',
  args: ['[run...]'],
  options: {
    by: completing(WAYS, text('--by <what>', 'a row for each run, each experiment, or each file')),
    count: text('-n, --max-count <n>', `show so many rows; ${FEW} if not given, 0 for all`),
    json: flag('--json', 'all of it, in bytes'),
    noPager: flag('--no-pager', 'do not page'),
  },
  examples: [
    { line: 'git run du', does: 'what is worth deleting' },
    { line: 'git run du --by experiment', does: 'which experiment takes the room' },
    { line: 'git run du --by file -n 5', does: 'the largest files, and how many runs have each' },
  ],
  async run(context, { args, options }) {
    const by = options.by ?? 'run';
    if (!isWay(by)) throw new UsageError(`--by takes run, experiment or file, not '${by}'`);
    if (!/^\d+$/.test(options.count ?? '0'))
      throw new UsageError(`-n needs a whole number, not '${options.count}'`);
    const repository = await context.repository();
    const tips = args.length === 0 ? {} : { tips: await tipsOf(context, args) };
    let counter: ReturnType<typeof openCounter> | undefined;
    const progress = (done: number, all: number) => {
      counter ??= openCounter(context, 'weighing runs', all);
      counter.update(done);
    };
    const weights = await weigh({ repository, env: context.env, by, progress, ...tips }).finally(() =>
      counter?.stop(),
    );
    if (options.json) {
      context.out.write(printJson({ version: JSON_VERSION, by, ...weights }));
      return 0;
    }
    const count = Number(options.count ?? FEW) || Number.POSITIVE_INFINITY;
    const { out } = context;
    const look = { by, count, width: out.columns, style: context.styleOf(out) } as const;
    await page(context, printWeights(weights, look), { paged: !options.noPager });
    return 0;
  },
});

function isWay(word: string): word is WeightBy {
  return (WAYS as readonly string[]).includes(word);
}

async function tipsOf(context: Context, selectors: readonly string[]): Promise<RunTip[]> {
  const tips = new Map<string, RunTip>();
  for (const selector of selectors) {
    const { row, loaded } = await findHere(context, selector);
    tips.set(row.id, { id: row.id, commit: loaded.commit });
  }
  return [...tips.values()];
}
