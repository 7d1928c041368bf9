/**
 * Runs that another clone's ledger keeps, and that are to go here: nobody writes another one's ledger, so the other runs
 * of the page are written into this clone's own, and what keeps the page is let go of. It is there still where it came
 * from, until that clone hears of what was deleted.
 */
import type { Repository } from '../../git/repository.ts';
import type { RunId } from '../../run/run-id.ts';
import { LEDGER } from '../../run/run-ref.ts';
import { isLineOf } from '../index/excerpt.ts';
import { joinApart } from '../join-apart.ts';
import { readEach } from '../read-each.ts';
import { dropKeeps, type FoldedLine, keepsOf, type PagesEdit } from './change-pages.ts';
import { readFolded } from './folded-run.ts';
import { keptRuns } from './kept-runs.ts';
import { changeLedger, type LedgerWrite } from './own-ledger.ts';
import { excerptsPath, MOST_TOLD, mayHold } from './page.ts';
import { type FoldedTip, listPages, readPages } from './read-pages.ts';
import { knownWriter } from './writer.ts';

/** Has no other ledger keep these runs here. Who does so has to be alone in the repository (`Space.alone`). */
export async function takeOver(
  write: LedgerWrite,
  ids: ReadonlySet<RunId>,
  retire: PagesEdit['retire'],
): Promise<void> {
  const { repository } = write;
  const writer = await knownWriter(repository.place);
  const all = await listPages(repository, await repository.refs.list([`${LEDGER}*`]));
  const own = all.filter(page => page.writer === writer);
  const pages = all.filter(page => page.writer !== writer && [...ids].some(id => mayHold(page, id)));
  const lines = await readPages(repository, pages);
  const holding = new Set(lines.filter(({ id }) => ids.has(id)).map(({ page }) => page));
  const keeps = await keepsOf(repository, [...holding]);
  if (keeps.length === 0) return;
  // A line may tell of what never was there.
  const kept = await keptRuns(repository);
  const others = lines.filter(
    ({ id, page, commit }) => holding.has(page) && !ids.has(id) && kept.has(commit),
  );
  const known = new Map((await readPages(repository, own)).map(line => [line.id, line]));
  const fresh = new Map(others.filter(({ id }) => !known.has(id)).map(line => [line.id, line]));
  // What of them was edited apart is in one commit before another one is let go of.
  const isApart = ({ id, commit }: FoldedTip) => (known.get(id) ?? fresh.get(id))?.commit !== commit;
  await joinApart(
    write,
    others.filter(isApart).map(({ id }) => id),
  );
  const add = await told(repository, [...fresh.values()]);
  if (add.length > 0) {
    const message = `take over ${add.length} ${add.length === 1 ? 'run' : 'runs'}`;
    await changeLedger(write, { message, pages: { add, retire } });
  }
  await dropKeeps(repository, keeps, retire);
}

/** Lines with what their own pages tell of them. */
async function told({ objects }: Repository, lines: readonly FoldedTip[]): Promise<FoldedLine[]> {
  const pages = [...new Set(lines.map(({ page }) => page))];
  const names = pages.map(({ ledger, number }) => `${ledger}:${excerptsPath(number)}`);
  const excerpts = new Map<string, string>();
  for (const found of await readEach(objects, names, MOST_TOLD))
    for (const { id, line } of readFolded(found?.content ?? Buffer.alloc(0))) excerpts.set(id, line);
  return lines.map(({ id, commit }) => {
    const excerpt = excerpts.get(id);
    return { id, commit, ...(excerpt !== undefined && isLineOf(excerpt, commit) ? { excerpt } : {}) };
  });
}
