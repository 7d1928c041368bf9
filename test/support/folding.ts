/** Runs folded into the ledger, as those who are alone in a repository do it. */
import { existsSync, readFileSync } from 'node:fs';
import { openRepository } from '../../src/git/open.ts';
import type { Repository } from '../../src/git/repository.ts';
import type { Edit } from '../../src/run/annotation.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { editRun } from '../../src/store/edit.ts';
import { type FoldReport, fold } from '../../src/store/ledger/fold.ts';
import { idAt, NOW } from './run-rows.ts';
import { AUTHOR, type StoreBench, storeBench } from './store-bench.ts';
import { type Teardown, type TemporaryRepository, temporaryRepository } from './temporary-repository.ts';

/** Folds, and tells which commits were retired. */
export async function folded(repository: Repository): Promise<FoldReport & { retired: readonly string[] }> {
  const retired: string[] = [];
  const retire = async (commits: readonly string[]) => void retired.push(...commits);
  return { ...(await fold({ repository, author: AUTHOR, now: NOW, retire })), retired };
}

/** The id of the n-th run, a minute after the one before. */
export const nth = (n: number): RunId => idAt(NOW + n * 60_000, `n${n}`);

/** A repository with so many runs. */
export async function runsBench(t: Teardown, count: number): Promise<StoreBench> {
  const made = await storeBench(t);
  for (let n = 0; n < count; n++) await made.save(made.run({ id: nth(n), name: `run-${n}` }));
  return made;
}

export const edit = (repository: Repository, id: RunId, ...edits: Edit[]) =>
  editRun({ repository, id, edits, author: AUTHOR, now: NOW });

/** The refs of runs, ledgers and what belongs to them. */
export const refsOf = ({ git }: Pick<TemporaryRepository, 'git'>): string[] =>
  git('for-each-ref', '--format=%(refname)', 'refs/runs', 'refs/run-live').split('\n').filter(Boolean);

export interface Clone {
  readonly repository: Repository;
  readonly on: TemporaryRepository;
}

/** Another repository, to which plain Git has brought what there is in one. */
export async function cloneOf(t: Teardown, from: TemporaryRepository): Promise<Clone> {
  const on = temporaryRepository(t);
  bring(from, on);
  const repository = await openRepository(on.path, { ...on.env });
  t.teardown(() => repository.close());
  return { repository, on };
}

/**
 * Has plain Git bring what there is from one clone to another: runs as far as they follow on what is there, and the
 * clone's own ledger as it is now.
 */
export function bring(from: TemporaryRepository, to: TemporaryRepository): void {
  const file = `${from.path}/.git/git-run/writer`;
  const writer = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).writer : undefined;
  const fetch = ['fetch', '--no-write-fetch-head', from.path];
  if (writer !== undefined) {
    // What keeps runs first, as in a push.
    const keeps = `+refs/runs/ledger-keep/${writer}/*:refs/runs/ledger-keep/${writer}/*`;
    const ledger = `refs/runs/ledger/${writer}`;
    to.git(
      ...fetch,
      keeps,
      ...from.git('for-each-ref', '--format=+%(refname):%(refname)', ledger).split('\n'),
    );
  }
  try {
    to.git(...fetch, 'refs/runs/0*:refs/runs/0*', 'refs/runs/experiments/*:refs/runs/experiments/*');
  } catch (error) {
    if (!/rejected/.test(String((error as { stderr?: unknown }).stderr))) throw error;
  }
}
