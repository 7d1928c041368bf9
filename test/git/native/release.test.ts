import { mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { gitProgram } from '../../../src/git/native/program.ts';
import { release } from '../../../src/git/native/release.ts';
import { openRepository } from '../../../src/git/open.ts';
import type { Release } from '../../../src/git/space.ts';
import { blob, loosen, rawTree } from '../../support/damage.ts';
import { gitIn, type RepositoryOptions, temporaryRepository } from '../../support/temporary-repository.ts';

const RUN = 'refs/runs/x';

/** A repository with one commit of the user's, and one of ours upon it, which its ref has just been taken from. */
async function bench(t: Test, options: RepositoryOptions = {}) {
  const on = temporaryRepository(t, { files: { 'user.txt': 'theirs\n', 'd/e': 'deep\n' }, ...options });
  const repository = await openRepository(on.path, on.env);
  t.teardown(() => repository.close());
  const head = on.git('rev-parse', 'HEAD');
  const secret = blob(on, 'secret\n');
  const theirs = on.git('rev-parse', 'HEAD:user.txt');
  const tree = rawTree(on, [
    ['100644', 'a', secret],
    ['100644', 'b', theirs],
    ['40000', 'd', on.git('rev-parse', 'HEAD:d')],
  ]);
  const run = on.git('commit-tree', tree, '-p', head, '-m', 'a run');
  const all = () => on.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)').split('\n');
  const release = (how: Release = {}) => repository.space.alone(() => repository.space.release([run], how));
  const packs = () => readdirSync(join(on.path, '.git/objects/pack'));
  return { ...on, on, repository, head, secret, theirs, tree, run, all, release, packs };
}

const ours = ({ secret, tree, run }: { secret: string; tree: string; run: string }) => [secret, tree, run];

for (const packed of [false, true]) {
  t.test(`exactly what only the commit holds goes, ${packed ? 'packed' : 'loose'}`, async t => {
    const it = await bench(t);
    if (packed) {
      it.git('update-ref', RUN, it.run);
      it.git('repack', '-q', '-a', '-d', '--write-bitmap-index');
      it.git('update-ref', '-d', RUN);
    }
    const before = it.all();
    const would = await it.release({ dryRun: true });
    t.same(it.all(), before);
    t.match(would, { objects: 3, heldBack: { objects: 0 } });
    const released = await it.release();
    t.equal(released.objects, 3);
    t.ok(released.bytes > 0, `${released.bytes} bytes`);
    t.same(
      it.all(),
      before.filter(oid => !ours(it).includes(oid)),
    );
    t.equal(it.git('fsck', '--strict'), '');
    t.match(await it.release(), { objects: 0, bytes: 0 }, 'a second time there is nothing to do');
    t.notOk(readdirSync(join(it.path, '.git/objects')).includes('git-run-removing'));
    t.throws(() => statSync(join(it.path, '.git/gc.pid')));
  });
}

const HOLDERS: Readonly<Record<string, (it: Awaited<ReturnType<typeof bench>>) => unknown>> = {
  'a ref': it => it.git('update-ref', 'refs/other/x', it.run),
  'a tag of the blob': it => it.git('tag', 'x', it.secret),
  'the index': it => it.git('update-index', '--add', '--cacheinfo', `100644,${it.secret},staged`),
  'a reflog': it => {
    it.git('update-ref', '--create-reflog', '-m', 'x', 'refs/heads/x', it.run);
    it.git('update-ref', '-m', 'x', 'refs/heads/x', it.head);
  },
  FETCH_HEAD: it => writeFileSync(join(it.path, '.git/FETCH_HEAD'), `${it.run}\t\tbranch 'x' of y\n`),
  'a merge in progress': it => writeFileSync(join(it.path, '.git/MERGE_HEAD'), `${it.run}\n`),
  'a rebase in progress': it => {
    mkdirSync(join(it.path, '.git/rebase-merge'));
    writeFileSync(join(it.path, '.git/rebase-merge/git-rebase-todo'), `pick ${it.run.slice(0, 10)} a run\n`);
  },
  "a linked worktree's HEAD": it => it.git('worktree', 'add', '-q', '--detach', `${it.path}-linked`, it.run),
  "a linked worktree's index": it => {
    it.git('worktree', 'add', '-q', '--detach', `${it.path}-linked`);
    it.git('-C', `${it.path}-linked`, 'update-index', '--add', '--cacheinfo', `100644,${it.secret},staged`);
  },
  "a linked worktree's bisection": it => {
    it.git('worktree', 'add', '-q', '--detach', `${it.path}-linked`);
    it.git('-C', `${it.path}-linked`, 'update-ref', 'refs/bisect/bad', it.run);
  },
  'the stash': it => {
    it.write('user.txt', 'secret\n');
    it.git('stash', '-q');
  },
  'work that nothing refers to': it =>
    it.git('commit-tree', rawTree(it.on, [['100644', 'lost', it.secret]]), '-m', 'lost'),
  'a tag that nothing refers to': it =>
    gitIn(it.path, it.env, ['mktag'], `object ${it.secret}\ntype blob\ntag x\ntagger A <a@b> 1 +0000\n\nx\n`),
  'old history': it => {
    it.write('old', 'secret\n');
    it.git('add', 'old');
    it.git('commit', '-q', '-m', 'with it');
    it.git('rm', '-q', 'old');
    it.git('commit', '-q', '-m', 'without');
    it.git('reflog', 'expire', '--expire=all', '--all');
  },
};

for (const [what, hold] of Object.entries(HOLDERS)) {
  t.test(`what ${what} holds stays`, async t => {
    const it = await bench(t);
    hold(it);
    const before = it.all();
    await it.release();
    const gone = before.filter(oid => !it.all().includes(oid));
    t.notOk(gone.includes(it.secret));
    t.same(
      gone.filter(oid => !ours(it).includes(oid)),
      [],
    );
    t.equal(it.git('fsck', '--no-dangling'), '');
  });
}

t.test('what was written lately stays, whole, and is found again later', async t => {
  const it = await bench(t);
  const old = new Date(Date.now() - 86_400_000);
  for (const oid of it.all()) {
    if (oid !== it.secret) utimesSync(join(it.path, '.git/objects', oid.slice(0, 2), oid.slice(2)), old, old);
  }
  const before = it.all();
  const released = await it.release({ before: Date.now() - 3_600_000 });
  t.match(released, { objects: 0, bytes: 0, heldBack: { objects: 3, keptPacks: [] } });
  t.same(it.all(), before);
  t.match(await it.release({ before: Date.now() + 60_000 }), { objects: 3, heldBack: { objects: 0 } });
});

t.test('a pack that is kept is left as it is, and named', async t => {
  const it = await bench(t);
  it.git('update-ref', RUN, it.run);
  it.git('repack', '-q', '-a', '-d');
  it.git('update-ref', '-d', RUN);
  const pack = it.packs().find(name => name.endsWith('.pack')) as string;
  const keep = join(it.path, '.git/objects/pack', pack.replace(/pack$/, 'keep'));
  writeFileSync(keep, '');
  const { objects, heldBack } = await it.release();
  t.match({ objects, heldBack }, { objects: 0, heldBack: { objects: 3 } });
  t.match(heldBack.keptPacks[0], new RegExp(`${pack}$`));
  rmSync(keep);
  t.match(await it.release(), { objects: 3 });
});

t.test('deltas, lists of packs, the graph of commits: all is in order afterwards', async t => {
  const it = await bench(t);
  const text = Array.from({ length: 2000 }, (_, line) => `line ${line}`).join('\n');
  // The secret is what the user's file is a delta of, or the other way round.
  const secret = blob(it.on, `${text}\nsecret`);
  const tree = rawTree(it.on, [['100644', 'a', secret]]);
  const run = it.git('commit-tree', tree, '-p', it.head, '-m', 'a run');
  it.write('user.txt', `${text}\n`);
  it.git('commit', '-q', '-a', '-m', 'second');
  it.git('update-ref', RUN, run);
  it.git('repack', '-q', '-a', '-d', '-f');
  it.write('more', 'more\n');
  it.git('add', 'more');
  it.git('commit', '-q', '-m', 'third');
  it.git('repack', '-q', '-d');
  it.git('multi-pack-index', 'write', '--bitmap');
  it.git('commit-graph', 'write', '--reachable', '--no-progress');
  it.git('update-server-info');
  it.git('update-ref', '-d', RUN);
  const before = it.all();
  const released = await it.repository.space.release([run], {});
  t.equal(released.objects, 3);
  t.same(before.filter(oid => !it.all().includes(oid)).sort(), [run, secret, tree].sort());
  t.equal(it.git('fsck', '--strict', '--no-dangling'), '');
  t.equal(it.git('multi-pack-index', 'verify', '--no-progress'), '');
  t.equal(it.git('commit-graph', 'verify', '--no-progress'), '');
  t.equal(it.git('cat-file', 'blob', 'HEAD:user.txt'), text);
});

t.test('what a killed process had moved aside is put back first', async t => {
  const it = await bench(t);
  const aside = join(it.path, '.git/objects/git-run-removing');
  mkdirSync(aside);
  const { theirs } = it;
  renameSync(join(it.path, '.git/objects', theirs.slice(0, 2), theirs.slice(2)), join(aside, theirs));
  t.match(await it.release(), { objects: 3 });
  t.equal(it.git('cat-file', 'blob', theirs), 'theirs');
  t.equal(it.git('fsck', '--strict'), '');
});

t.test('a repository that is damaged is not touched', async t => {
  const it = await bench(t);
  loosen(it.on);
  const deep = it.git('rev-parse', 'HEAD:d');
  rmSync(join(it.path, '.git/objects', deep.slice(0, 2), deep.slice(2)));
  const before = it.all();
  await t.rejects(it.release(), { code: 'git-command' });
  t.same(it.all(), before);
});

t.test('reflogs of ours let go where they are told to', async t => {
  const it = await bench(t, { config: { 'core.logAllRefUpdates': 'always' } });
  it.git('update-ref', '-m', 'x', RUN, it.run);
  it.git('update-ref', '-m', 'x', RUN, it.head);
  t.match(await it.release(), { objects: 0 });
  t.match(await it.release({ forget: [RUN, 'refs/runs/none'] }), { objects: 3 });
});

t.test('for a look, refs are thought away', async t => {
  const it = await bench(t);
  it.git('update-ref', RUN, it.run);
  t.match(await it.release({ dryRun: true }), { objects: 0 });
  t.match(await it.release({ dryRun: true, without: [RUN] }), { objects: 3 });
});

t.test('killed when the objects are gone, it leaves nothing that names them', async t => {
  const it = await bench(t);
  it.git('update-ref', RUN, it.run);
  it.git('repack', '-q', '-a', '-d');
  it.git('multi-pack-index', 'write');
  it.git('commit-graph', 'write', '--reachable', '--no-progress');
  it.git('update-ref', '-d', RUN);
  const git = gitProgram(it.path, it.env);
  const dying = Object.assign(
    (...[args, how]: Parameters<typeof git>) =>
      args[0] === 'multi-pack-index' ? Promise.reject(new Error('killed')) : git(args, how),
    git,
  );
  const { place, config, objects } = it.repository;
  const ground = { git: dying, place, config, read: objects.read };
  await t.rejects(release(ground, [it.run], {}), /killed/);
  t.notOk(it.all().includes(it.secret));
  t.equal(it.git('commit-graph', 'verify', '--no-progress'), '');
  t.equal(it.git('fsck', '--strict', '--no-dangling'), '');
});

t.test('what is borrowed from another repository stays there, and keeps what it refers to', async t => {
  const lender = await bench(t);
  const borrower = temporaryRepository(t);
  writeFileSync(join(borrower.path, '.git/objects/info/alternates'), `${lender.path}/.git/objects\n`);
  const own = blob({ ...borrower }, 'own secret\n');
  const tree = rawTree({ ...borrower }, [
    ['100644', 'a', own],
    ['100644', 'b', lender.secret],
  ]);
  const run = borrower.git('commit-tree', tree, '-m', 'a run');
  const repository = await openRepository(borrower.path, borrower.env);
  t.teardown(() => repository.close());
  const before = lender.all();
  t.match(await repository.space.release([run], {}), { objects: 3 });
  t.same(lender.all(), before);
  t.equal(borrower.git('cat-file', 'blob', lender.secret), 'secret');
});

t.test('a partial clone is not filled to find out', async t => {
  const origin = temporaryRepository(t, {
    files: { a: 'not fetched\n' },
    config: { 'uploadpack.allowFilter': 'true' },
  });
  const on = temporaryRepository(t);
  const path = join(on.home, 'partial');
  on.git('clone', '-q', '--no-checkout', '--filter=blob:none', `file://${origin.path}`, path);
  const it = { ...on, path, git: (...args: string[]) => gitIn(path, on.env, args) };
  const secret = blob(it, 'secret\n');
  const run = it.git('commit-tree', rawTree(it, [['100644', 'x', secret]]), '-p', 'HEAD', '-m', 'a run');
  const repository = await openRepository(path, on.env);
  t.teardown(() => repository.close());
  t.match(await repository.space.release([run], {}), { objects: 3 });
  const here = it.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)').split('\n');
  t.notOk(here.includes(origin.git('rev-parse', 'HEAD:a')), 'what was left out still is');
  t.notOk(here.includes(secret));
  it.git('update-ref', RUN, it.git('commit-tree', 'HEAD^{tree}', '-p', 'HEAD', '-m', 'a run'));
  t.ok((await repository.space.usage(['refs/runs/'])) > 0);
  t.equal(
    it.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)').split('\n').length,
    here.length + 1,
  );
});

t.test('from a linked worktree it is the same', async t => {
  const it = await bench(t);
  it.git('worktree', 'add', '-q', '--detach', `${it.home}/linked`);
  const repository = await openRepository(`${it.home}/linked`, it.env);
  t.teardown(() => repository.close());
  t.match(await repository.space.alone(() => repository.space.release([it.run], {})), { objects: 3 });
  t.equal(it.git('fsck', '--strict'), '');
});
