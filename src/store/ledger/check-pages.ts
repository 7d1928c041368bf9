/** The pages of a ledger, looked over: whether their runs are kept, and are what the ledger tells of them. */
import type { Ref, Repository } from '../../git/repository.ts';
import { LEDGER } from '../../run/run-ref.ts';
import { loadRuns } from '../load.ts';
import { type KeepRef, listKeeps, openPages } from './change-pages.ts';
import { printFolded, readFolded } from './folded-run.ts';
import { runsKeptBy } from './kept-runs.ts';
import { excerptsPath, type PageLine, pagePath } from './page.ts';
import { knownWriter } from './writer.ts';

/** Says what is wrong with them; undefined where nothing is. Throws CorruptRecordError for a page that cannot be read. */
export async function whyPagesHurt(repository: Repository, ledger: Ref): Promise<string | undefined> {
  const writer = ledger.name.slice(LEDGER.length);
  const isOwn = (await knownWriter(repository.place)) === writer;
  const keeps = new Map((await listKeeps(repository, writer)).map(keep => [keep.number, keep]));
  for (const { page, lines } of await openPages(repository, ledger)) {
    const keep = keeps.get(page.number);
    // What another clone keeps need not be here.
    if (keep === undefined && !isOwn) continue;
    const why =
      (await whyNotKept(repository, keep, lines)) ??
      (await whyNotTold(repository, `${ledger.oid}:${excerptsPath(page.number)}`, lines));
    if (why !== undefined) return `${pagePath(page)}: ${why}`;
  }
  return undefined;
}

async function whyNotKept(
  { objects }: Repository,
  keep: KeepRef | undefined,
  lines: readonly PageLine[],
): Promise<string | undefined> {
  if (keep === undefined) return 'nothing keeps its runs';
  const [runs] = await runsKeptBy(objects, [keep.oid]);
  const kept = new Set(runs);
  const lost = lines.find(line => !kept.has(line.commit));
  return lost && `${keep.name} does not keep run ${lost.id}`;
}

/** What is told of a run, if anything is, is what its commit tells. */
async function whyNotTold(
  { objects }: Repository,
  excerpts: string,
  lines: readonly PageLine[],
): Promise<string | undefined> {
  const [told] = await objects.read([excerpts]);
  if (told === undefined) return 'what it tells of its runs is missing';
  const known = new Map<string, string>();
  let count = 0;
  for (const { id, line } of readFolded(told.content)) {
    known.set(id, line);
    count++;
  }
  if (count !== told.content.toString('latin1').split('\n').length - 1)
    return 'what it tells of its runs cannot all be read';
  const runs = await loadRuns(
    objects,
    lines.map(({ commit }) => commit),
  );
  const wrong = lines.find(({ id }, at) => {
    const run = runs[at];
    // One that is damaged is told of by itself.
    return run !== undefined && !('error' in run) && known.has(id) && known.get(id) !== printFolded(run);
  });
  return wrong && `what it tells of run ${wrong.id} is not so`;
}
