/** Pages of text about runs, as `show`, `diff` and `log --graph` print them. */
import { setTimeout as delay } from 'node:timers/promises';
import { SECTIONS } from '../../query/side.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunSignatures } from '../../run/signature.ts';
import type { Desk, Page } from '../../tui/desk.ts';
import { printRun } from '../../view/run-detail.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { Context } from '../context.ts';
import { detailOf } from '../detail.ts';
import { comparePair } from '../diff/pair.ts';
import { compareSeveral, USUAL } from '../diff/several.ts';
import { sideOf, sideOfNow } from '../diff/sides.ts';
import type { DiffWish } from '../diff/wish.ts';
import { findRun } from '../find-run.ts';
import { type FoundRun, liveRuns } from '../runs.ts';
import { signaturesOf } from '../signatures.ts';
import { lineagePage } from './lineage-page.ts';
import type { LiveOnes } from './live-ones.ts';
import { related } from './related-runs.ts';

type PagesPart = Pick<Desk, 'detail' | 'lineage' | 'compare' | 'diff'>;

export function pagesDesk(context: Context, ones: LiveOnes): PagesPart {
  return {
    async detail(id, page, hear = () => {}) {
      const found = await foundRun(context, id);
      const detail = await detailOf(context, found);
      const judging = judged(context, found);
      const series = await ones.look(found.row).catch(() => undefined);
      const row = series === undefined ? detail.row : { ...detail.row, metrics: series.metrics() };
      const print = (signatures: RunSignatures | undefined) => {
        const options = { now: context.now(), zone: context.zone, ...page };
        return printRun({ ...detail, row: { ...row, signatures } }, options);
      };
      const isLate = await Promise.race([judging.then(() => false), delay(SOON, true, { ref: false })]);
      // A key may be looked for on the network: the page does not wait for it.
      if (isLate) void judging.then(signatures => hear(print(signatures)));
      return print(isLate ? undefined : await judging);
    },
    async lineage(id, page) {
      const rows = await related(context, id);
      return lineagePage(context, rows, page);
    },
    async compare(ids, page, all, { hasBaseline } = { hasBaseline: false }) {
      // A row that is too wide is scrolled to the side: nothing of it is left out.
      const there = onPage(context, { ...page, width: WIDEST });
      const sides = [];
      for (const id of ids) sides.push(await sideOf(context, await foundRun(context, id), USUAL));
      const rows = ids.length > MOST_COLUMNS;
      const wish: DiffWish = { ...PLAIN, sections: USUAL, rows, all, hasBaseline };
      return (await (await compareSeveral(there, sides, wish)).text?.()) ?? '';
    },
    async diff(a, b, page) {
      const there = onPage(context, page);
      const wish: DiffWish = { ...PLAIN, forms: ['stat', 'patch'] };
      const one = await sideOf(context, await foundRun(context, a), SECTIONS);
      if (b === undefined) return againstNow(there, one, wish);
      const other = await sideOf(context, await foundRun(context, b), SECTIONS);
      return (await (await comparePair(there, one, other, wish)).text?.()) ?? '';
    },
  };
}

/** What is judged sooner is there with the page: ms. */
const SOON = 100;

/** The signatures of a run that has ended. Where they cannot be judged at all, the page has none. */
async function judged(context: Context, { loaded }: FoundRun): Promise<RunSignatures | undefined> {
  if (loaded === undefined) return undefined;
  const found = await signaturesOf(context, [loaded.commit]).catch(() => undefined);
  return found?.get(loaded.commit);
}

/** Cells of a comparison. */
const WIDEST = 4000;
/** So many runs stand side by side; more of them stand below each other. */
const MOST_COLUMNS = 24;

/** For one in progress, which has no ref yet, not all runs are read. */
async function foundRun(context: Context, id: RunId): Promise<FoundRun> {
  const live = (await liveRuns(context, await context.repository())).find(({ row }) => row.id === id);
  return live ?? findRun(context, id);
}

const PLAIN: DiffWish = {
  sections: [],
  format: 'table',
  forms: ['stat'],
  paths: [],
  content: false,
  rows: false,
  all: false,
};

/** The same context, whose answers are as wide as a page, and as it is coloured. */
function onPage(context: Context, { width, style }: Page): Context {
  const out = { ...context.out, columns: width, isTerminal: true };
  return { ...context, out, styleOf: () => style };
}

async function againstNow(
  context: Context,
  side: Awaited<ReturnType<typeof sideOf>>,
  wish: DiffWish,
): Promise<string> {
  const { withNow } = await import('../../record/now.ts');
  const [repository, settings] = [await context.repository(), await context.settings()];
  const { argv = [], cwd = '.' } = side.command ?? {};
  const request = { repository, settings, env: context.env, command: { argv, cwd }, now: context.now() };
  return withNow(request, async now => {
    const problems = now.problems.map(({ message }) => `${sanitise(message)}\n`);
    const answer = await comparePair(context, side, sideOfNow(now, side), wish);
    return problems.join('') + ((await answer.text?.()) ?? '');
  });
}
