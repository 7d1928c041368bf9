import { SECTIONS, type Section, type Side, sideOfRow } from '../../query/side.ts';
import { UsageError } from '../../run/errors.ts';
import type { RunRow } from '../../run/run-row.ts';
import { sanitise } from '../../view/sanitise.ts';
import { chooseRuns, choosing, chosenBy } from '../choose-runs.ts';
import { command, flag, type Input } from '../command.ts';
import type { Context } from '../context.ts';
import type { Answer } from '../diff/answer.ts';
import { compareArtifacts, nameArtifacts } from '../diff/named-artifacts.ts';
import { comparePair } from '../diff/pair.ts';
import { compareSeveral, USUAL } from '../diff/several.ts';
import { sideOf, sideOfNow, sidesOfRows } from '../diff/sides.ts';
import { type DiffWish, wishOf } from '../diff/wish.ts';
import { during } from '../during.ts';
import { findRun } from '../find-run.ts';
import { page } from '../pager.ts';
import { sayNone } from '../say-missing.ts';

const options = {
  patch: flag('-p, --patch', 'the code line by line, in the colours of git diff'),
  stat: flag('--stat', 'of the code how much of each file, as it is without --patch'),
  nameOnly: flag('--name-only', 'of the code the names of files'),
  outcome: flag('--outcome', 'only status, duration, seed and host; sections add up'),
  command: flag('--command', 'only the command'),
  params: flag('--params', 'only params'),
  metrics: flag('--metrics', 'only metrics'),
  code: flag('--code', 'only the code'),
  environment: flag('--environment', 'only packages and machine'),
  inputs: flag('--inputs', 'only inputs'),
  artifacts: flag('--artifacts', 'only artifacts'),
  content: flag('--content', 'also what is in artifacts: JSON key by key, text line by line'),
  rows: flag('--rows', 'side by side, runs as rows'),
  all: flag('--all', 'side by side, also what is the same in all'),
  exitCode: flag('--exit-code', 'exit with 1 where they differ'),
  quiet: flag('-q, --quiet', 'print nothing, only exit with 1 where they differ'),
  json: flag('--json', 'as JSON'),
  csv: flag('--csv', 'as CSV'),
  md: flag('--md', 'as Markdown'),
  html: flag('--html', 'as a page of HTML that is one file'),
  noPager: flag('--no-pager', 'do not page'),
  ...choosing,
};

/** Compares runs. */
export const diff = command({
  name: 'diff',
  aliases: ['compare'],
  summary: 'Compare runs, or a run with the work tree',
  description:
    'Differences come first, and what is the same is a line. One run is compared with the work tree of now: its code, ' +
    'params, inputs and environment, as if its command were recorded here. Three runs and more, or those that options ' +
    'choose, stand side by side. RUN:PATH is an artifact. What stands behind -- are paths of the code.\n\n' +
    'Where a run took place, and for how long, is no difference to --exit-code.',
  args: ['[run...]'],
  options,
  examples: [
    { line: 'git run diff', does: 'the newest run and the work tree' },
    { line: 'git run diff @~1 @', does: 'the last two runs' },
    { line: 'git run diff swift-otter @ -p -- src', does: 'what changed in src' },
    { line: 'git run diff @~1:model.json @:model.json', does: 'what changed in an artifact' },
    {
      line: "git run diff --filter 'params.lr > 0.1' --sort metrics.acc",
      does: 'some, side by side, the best first',
    },
    { line: 'git run diff --best metrics.acc --per params.model --md', does: 'for a pull request' },
    { line: 'git run diff baseline @ --metrics --exit-code', does: 'a gate: 1 where a metric moved' },
  ],
  async run(here, { args, behind, options: given }) {
    const context = here.at(given.remote);
    const words = args.slice(0, args.length - behind.length);
    const wish = wishOf(given, behind);
    if (nameArtifacts(words)) return tell(context, given, await compareArtifacts(context, words, wish));
    const chosen = chosenBy(given);
    if (words.length > 0 && chosen !== undefined)
      throw new UsageError(`name runs, or have ${chosen} choose them, not both`);
    if (chosen !== undefined || words.length > 2 || (words.length > 1 && wish.rows)) {
      if (given.patch || given.nameOnly || given.content || behind.length > 0)
        throw new UsageError(
          'code line by line, and content, are of two: name two runs',
          'git run diff @~1 @ -p',
        );
      const sides = await sidesOf(context, words, given, wish);
      if (sides.length === 0 && wish.format !== 'json' && wish.format !== 'csv') {
        await sayNone(context, given);
        return 0;
      }
      return tell(context, given, await compareSeveral(context, sides, wish));
    }
    const sections = wish.sections.length === 0 ? SECTIONS : wish.sections;
    const a = await sideOf(context, await findRun(context, words[0] ?? '@'), sections);
    if (words[1] === undefined) return againstNow(context, a, { given, wish });
    const b = await sideOf(context, await findRun(context, words[1]), sections);
    return tell(context, given, await comparePair(context, a, b, wish));
  },
});

type Given = Input<typeof options>['options'];

/** Of more runs nothing is read that was not asked for. */
const MANY = 100;

/** By their commits alone, which have times of their own, all sources with edits would differ. */
function withoutCode(row: RunRow): Side {
  const { source: _, ...side } = sideOfRow(row);
  return side;
}

/** Sections that a list does not read of its runs. */
const MORE: readonly Section[] = ['command', 'code', 'environment', 'inputs', 'artifacts'];

async function sidesOf(
  context: Context,
  words: readonly string[],
  given: Given,
  { sections }: DiffWish,
): Promise<Side[]> {
  const wanted: readonly Section[] = sections.length === 0 ? USUAL : sections;
  const sides: Side[] = [];
  for (const word of words) sides.push(await sideOf(context, await findRun(context, word), wanted));
  if (words.length > 0) return sides;
  const rows = await chooseRuns(context, given);
  if (!wanted.some(section => MORE.includes(section))) return rows.map(sideOfRow);
  if (sections.length === 0 && rows.length > MANY) return rows.map(withoutCode);
  return sidesOfRows(context, rows, wanted);
}

/** The work tree as it is now, kept until the answer is told. */
async function againstNow(
  context: Context,
  a: Side,
  { given, wish }: { given: Given; wish: DiffWish },
): Promise<number> {
  const [repository, settings] = [await context.repository(), await context.settings()];
  const { withNow } = await import('../../record/now.ts');
  const { argv = [], cwd = '.' } = a.command ?? {};
  const command = { argv, cwd };
  const request = { repository, settings, env: context.env, command, now: context.now() };
  let isTaken = () => {};
  const taken = new Promise<void>(resolve => {
    isTaken = resolve;
  });
  const answer = withNow(request, async now => {
    isTaken();
    for (const { message } of now.problems) context.say(`git-run: ${sanitise(message)}`);
    return tell(context, given, await comparePair(context, a, sideOfNow(now, a), wish));
  });
  await during(context, 'reading the work tree', Promise.race([taken, answer]));
  return answer;
}

/** Prints an answer, where somebody wants it, and says by the exit code whether there is a difference. */
async function tell(context: Context, given: Given, { same, text, pieces }: Answer): Promise<number> {
  const { out } = context;
  if (!given.quiet && pieces !== undefined) for await (const piece of pieces) await out.writeBytes(piece);
  else if (!given.quiet && text !== undefined) {
    const answer = await text();
    // CSV says what a run says, byte for byte; a terminal is not to be trusted with it.
    const shown = given.csv && out.isTerminal ? sanitise(answer, { newlines: true }) : answer;
    await page(context, shown, { paged: !given.noPager });
  }
  return (given.exitCode || given.quiet) && !same ? 1 : 0;
}
