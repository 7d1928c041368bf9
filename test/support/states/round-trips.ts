/** The way there and back of a source: recorded in some state of a work tree, and checked out again. */
import { execFileSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { join } from 'node:path';
import type { Test } from 'tap';
import type { Repository } from '../../../src/git/repository.ts';
import { checkoutRun } from '../../../src/reproduce/checkout-run.ts';
import { checkRun, openCheck } from '../../../src/store/check-run.ts';
import { loadDetail } from '../../../src/store/load.ts';
import { sampled } from '../extent.ts';
import { openDoor, recordRun } from '../recorded-run.ts';
import { snapshotOf } from '../snapshot-of.ts';
import { gitIn, temporaryDirectory } from '../temporary-repository.ts';
import { treeOf } from '../tree-of.ts';
import type { Standing, State } from './state.ts';

/**
 * What ran comes back byte for byte and mode for mode, it is told what was found, and nothing of the user's is touched;
 * or the engine refuses, naming why. In a short run one state of `every` is tried.
 */
export function roundTrips(
  t: Test,
  states: readonly State[],
  { engine = 'native', every = 1 }: { engine?: 'native' | 'embedded'; every?: number } = {},
): void {
  for (const state of sampled(states, every)) {
    const { name, skip = false } = state;
    t.test(name, { skip: skip === false ? false : `SKIPPED: ${skip}` }, async t => {
      const standing = state.build(t);
      const env = { ...standing.env, GIT_RUN_ENGINE: engine };
      if (engine === 'native' || state.needsGit !== true) return roundTrip(t, state, { ...standing, env });
      const before = snapshotOf(standing.path);
      const recorded = openDoor(t, standing.path, env).then(repository =>
        recordIn(repository, { ...standing, env }),
      );
      await t.rejects(recorded, { code: 'engine-limit' });
      t.same(snapshotOf(standing.path), before, 'nothing of the user’s is touched');
    });
  }
}

function recordIn(repository: Repository, { path, env, directory = '', options = {} }: Standing) {
  const opened = { path, env, repository, home: '', git: () => '', write: () => '' };
  return recordRun(opened, ['true'], { directory, ...options });
}

async function roundTrip(t: Test, state: State, standing: Standing): Promise<void> {
  const { path, env } = standing;
  const { leftOut = [], more = [] } = state;
  const repository = await openDoor(t, path, env);
  const { place: places } = repository;
  const users = () => [
    snapshotOf(path),
    ofGit(places.gitDir),
    ofGit(places.commonDir),
    usersRefs(places, env),
  ];
  const before = users();
  const ran = treeOf(path);

  const run = await recordIn(repository, standing);

  t.same(users(), before, 'nothing of the user’s is touched');
  t.match(run.run.source, state.source ?? {});
  if (state.inputs !== undefined) {
    t.match((await loadDetail(repository.objects, run)).inputs, state.inputs);
  }
  const check = await checkRun(openCheck(repository), { id: run.run.id, commit: run.commit });
  t.same([check.state, check.findings], ['whole', []]);
  removeFiles(path);
  const place = join(temporaryDirectory(t), 'again');
  const wish = { what: 'code', inPlace: false, path: place } as const;
  const { missing } = await checkoutRun({ repository, run, wish, cwd: path, link: [] });

  for (const file of leftOut) t.ok(delete ran[file], file);
  const came = treeOf(place);
  for (const file of more) t.ok(delete came[file], file);
  t.same(came, ran);
  t.same(missing, []);
  const git = (...args: string[]) => gitIn(place, withoutPlace(env), args);
  t.equal(git('rev-parse', 'HEAD'), run.run.source.commit);
  if (state.isForeign !== true) t.equal(git('status', '--porcelain'), '', 'Git finds nothing changed');
}

/** Whatever their names are. */
function removeFiles(path: string): void {
  const words = ['-mindepth', '1', '-maxdepth', '1', '!', '-name', '.git', '-exec', 'rm', '-rf', '{}', '+'];
  execFileSync('find', [path, ...words]);
}

/** What Git keeps of the user's own, wherever it is. */
function ofGit(directory: string): unknown {
  const files = ['HEAD', 'index', 'config', 'index.lock', 'ORIG_HEAD', 'MERGE_HEAD', 'logs', 'modules'];
  const found = files.filter(
    name => lstatSync(join(directory, name), { throwIfNoEntry: false }) !== undefined,
  );
  return found.map(name => [name, snapshotOf(join(directory, name))]);
}

function usersRefs({ commonDir }: Repository['place'], env: Readonly<Record<string, string>>): string {
  const kinds = ['heads', 'tags', 'remotes', 'stash', 'notes'].map(kind => `refs/${kind}`);
  return gitIn('/', withoutPlace(env), [`--git-dir=${commonDir}`, 'for-each-ref', ...kinds]);
}

function withoutPlace({ GIT_DIR: _, GIT_WORK_TREE: __, ...env }: Readonly<Record<string, string>>) {
  return env;
}
