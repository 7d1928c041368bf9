import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { checkoutRun } from '../../src/reproduce/checkout-run.ts';
import type { CheckoutWish } from '../../src/reproduce/plan-checkout.ts';
import { dirtyTree } from '../support/dirty-tree.ts';
import { type Opened, openedRepository, recordRun } from '../support/recorded-run.ts';
import { gitIn, snapshotOf } from '../support/temporary-repository.ts';
import { treeOf } from '../support/tree-of.ts';

const TRAIN =
  'mkdir -p out; echo model > out/model.pt; echo 1 > results.json; echo run > out/go; chmod +x out/go';

/** A run that left artifacts, one of them where the source has a file. */
async function trained(t: Test) {
  const opened = await openedRepository(t, {
    files: { 'train.sh*': TRAIN, 'results.json': '0\n', '.gitignore': 'out/\n' },
  });
  opened.write('train.sh*', `${TRAIN} # edited`);
  const run = await recordRun(opened, ['sh', 'train.sh'], { outputs: ['out/*', 'results.json'] });
  return { ...opened, run };
}

async function checkOut(
  { repository, path, run }: Awaited<ReturnType<typeof trained>>,
  wish: Partial<CheckoutWish>,
) {
  return checkoutRun({
    repository,
    run,
    cwd: path,
    link: [],
    wish: { what: 'all', inPlace: false, ...wish },
  });
}

const SOURCE = {
  '.gitignore': '644 out/\n',
  'results.json': '644 0\n',
  'train.sh': `755 ${TRAIN} # edited`,
};
const ARTIFACTS = { 'out/go': '755 run\n', 'out/model.pt': '644 model\n' };

t.test('source and artifacts lie in a worktree beside the repository', async t => {
  const known = await trained(t);
  const { path, env, run } = known;
  const before = snapshotOf(path);
  const { plan, written } = await checkOut(known, {});
  t.equal(plan.path, `${path}-${run.run.name}`);
  t.same(treeOf(plan.path), { ...SOURCE, ...ARTIFACTS });
  t.equal(written.files, 5);
  t.same(
    plan.leftOut.map(artifact => artifact.path),
    ['results.json'],
  );
  t.equal(gitIn(plan.path, env, ['rev-parse', 'HEAD']), run.run.source.commit);
  t.same(snapshotOf(path), before);
  const again = await checkOut(known, {});
  t.match(again.plan.path, /-[0-9a-z]{8}$/, 'a second one finds a place of its own');
});

t.test('only the source, or only the artifacts', async t => {
  const known = await trained(t);
  const { path, home } = known;
  const code = await checkOut(known, { what: 'code' });
  t.same(treeOf(code.plan.path), SOURCE);
  const place = join(home, 'deep/files');
  await checkOut(known, { what: 'artifacts', path: place });
  t.same(treeOf(place), { ...ARTIFACTS, 'results.json': '644 1\n' });
  t.same(readdirSync(join(home, 'deep')), ['files']);
  const { plan } = await checkOut(known, { what: 'artifacts' });
  t.equal(plan.path, join(path, `${known.run.run.name}-artifacts`));
});

t.test('a directory that is not empty is left alone, an empty one is used', async t => {
  const known = await trained(t);
  const place = join(known.home, 'place');
  mkdirSync(join(place, 'mine'), { recursive: true });
  for (const what of ['all', 'artifacts'] as const)
    await t.rejects(checkOut(known, { what, path: place }), { name: 'WouldOverwriteError' });
  rmSync(join(place, 'mine'), { recursive: true });
  await checkOut(known, { what: 'artifacts', path: place });
  t.same(treeOf(place), { ...ARTIFACTS, 'results.json': '644 1\n' });
});

/** Commits the user's edits and takes the outputs away. */
function tidied({ git, path }: Opened): void {
  git('commit', '-q', '-a', '-m', 'results');
  rmSync(join(path, 'out'), { recursive: true });
}

t.test('one that was killed is told from what is the user’s, with the way to begin again', async t => {
  const given = await trained(t);
  const path = join(given.home, 'half');
  // As it is when SIGKILL comes before the last file.
  given.git('worktree', 'add', '-q', '--detach', '--no-checkout', path, given.run.run.source.commit);
  writeFileSync(join(path, 'train.sh'), 'half of i');
  await t.rejects(checkOut(given, { path }), { code: 'unfinished-checkout', data: { path } });
  given.git('worktree', 'remove', '--force', path);
  await checkOut(given, { path });
  await t.rejects(checkOut(given, { path }), { code: 'would-overwrite' });
});

t.test('in place and back', async t => {
  const known = await trained(t);
  const { path, git } = known;
  tidied(known);
  const before = treeOf(path);
  const { plan } = await checkOut(known, { inPlace: true });
  t.same(treeOf(path), { ...SOURCE, ...ARTIFACTS });
  t.equal(git('status', '--porcelain'), '');
  git(...(plan.wayBack?.slice(1) ?? []));
  t.equal(git('symbolic-ref', '--short', 'HEAD'), 'main');
  t.same(treeOf(path), { ...before, ...ARTIFACTS }, 'what Git ignores stays');
});

t.test('in place, artifacts that lie there already are no hindrance, others are', async t => {
  const known = await trained(t);
  const { path, write } = known;
  tidied(known);
  write('out/model.pt', 'model\n');
  await checkOut(known, { inPlace: true });
  t.same(treeOf(path), { ...SOURCE, ...ARTIFACTS });
  write('out/model.pt', 'a later model\n');
  const before = snapshotOf(path);
  await t.rejects(checkOut(known, { inPlace: true }), {
    name: 'WouldOverwriteError',
    data: { path: 'out/model.pt' },
  });
  t.same(snapshotOf(path), before);
  await checkOut(known, { inPlace: true, what: 'code' });
});

t.test('in place, a dirty tree is refused and untouched', async t => {
  const known = await trained(t);
  const before = snapshotOf(known.path);
  await t.rejects(checkOut(known, { inPlace: true }), {
    name: 'WouldOverwriteError',
    message: /results\.json, train\.sh/,
  });
  t.same(snapshotOf(known.path), before);
});

t.test('an artifact of other bytes than the manifest names leaves nothing behind', async t => {
  const known = await trained(t);
  const { home } = known;
  const entry = { sha256: '0'.repeat(64), size: 6 };
  const run = { ...known.run, added: { 'artifacts/out/model.pt': entry } };
  for (const what of ['all', 'artifacts'] as const)
    await t.rejects(checkOut({ ...known, run }, { what, path: join(home, 'out') }), {
      name: 'DigestMismatchError',
      data: { path: 'out/model.pt' },
    });
  t.same(readdirSync(home), []);
});

t.test('a whole dirty tree, with canaries for hooks and filters', async t => {
  const opened = await dirtyTree(t);
  const run = await recordRun(opened, ['true']);
  const { ignored: _, ...then } = treeOf(opened.path);
  const { plan } = await checkOut({ ...opened, run }, {});
  t.same(treeOf(plan.path), then);
  t.notOk(existsSync(opened.canary));
});

t.test('a bare repository gives worktrees, and has no place of its own', async t => {
  const known = await trained(t);
  known.git('config', 'core.bare', 'true');
  const { openDoor } = await import('../support/recorded-run.ts');
  const repository = await openDoor(t, join(known.path, '.git'), known.env);
  const bare = { ...known, repository };
  await t.rejects(checkOut(bare, { inPlace: true }), { name: 'BareRepositoryError' });
  const { plan } = await checkOut(bare, {});
  t.same(treeOf(plan.path), { ...SOURCE, ...ARTIFACTS });
});
