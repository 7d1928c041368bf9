import t from 'tap';
import { purge } from '../../src/remove/purge.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { joinRun } from '../../src/share/join-run.ts';
import { loadRun } from '../../src/store/load.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

/** A run with two artifacts in two clones, and a way to bring one's version to the other. */
async function apart(t: Parameters<typeof team>[0]) {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const files = storedFiles({ 'artifacts/x': '1', 'artifacts/y': '2' });
  const run = await here.save({ artifacts: { count: 2, bytes: 2 } }, { contents: { files } });
  await here.push();
  await other.fetch();
  const name = runRef(run.id);
  const who = (clone: Clone) => ({ repository: clone.repository, author: AUTHOR, env: clone.env, now: NOW });
  const bring = async (from: Clone, to: Clone) => {
    const held = 'refs/run-incoming/x/y';
    to.git('fetch', '-q', from.path, `+${name}:${held}`);
    const [commit, at] = [to.git('rev-parse', held), to.git('rev-parse', name)];
    const theirs = await loadRun(to.repository.objects, commit);
    return joinRun(who(to), { here: at, ref: { name, oid: at }, incoming: { name, commit, held }, theirs });
  };
  const filesOf = (clone: Clone) => clone.git('ls-tree', '-r', '--name-only', name, 'artifacts').split('\n');
  return { here, other, run, name, who, bring, files: filesOf };
}

t.test('what is contained in the other moves nothing, or moves forwards', async t => {
  const { here, other, run, name, bring } = await apart(t);
  await other.edit(run.id, [{ kind: 'note', text: 'x' }]);
  t.equal(await bring(here, other), 'same');
  t.equal(await bring(other, here), 'edited');
  t.equal(here.git('rev-parse', name), other.git('rev-parse', name));
});

t.test('what each has purged is purged in both, and their edits are in both', async t => {
  const { here, other, run, who, bring, files } = await apart(t);
  await here.edit(run.id, [{ kind: 'tag', key: 'a', value: '1' }]);
  await other.edit(run.id, [{ kind: 'tag', key: 'b', value: '2' }]);
  await purge({ ...who(here), runs: [{ id: run.id, paths: ['x'] }] });
  await purge({ ...who(other), runs: [{ id: run.id, paths: ['y'] }] });
  await bring(other, here);
  t.same(files(here), ['']);
  await bring(here, other);
  await bring(other, here);
  t.same(files(other), ['']);
  t.same(
    here.refs(),
    other
      .refs()
      .map(line => (line.includes('ledger') ? here.refs().find(own => own.includes('ledger')) : line)),
  );
  const joined = await loadRun(here.repository.objects, here.git('rev-parse', runRef(run.id)));
  t.match(joined.run, { tags: { a: '1', b: '2' } });
  t.same(
    joined.run.problems.filter(({ code }) => code === 'purged').map(({ message }) => message),
    ['purged: artifacts/x', 'purged: artifacts/y'],
  );
});

t.test('somebody who edits meanwhile is not overwritten', async t => {
  const { here, other, run, name } = await apart(t);
  await other.edit(run.id, [{ kind: 'note', text: 'theirs' }]);
  here.git('fetch', '-q', other.path, `${name}:refs/run-incoming/x/y`);
  const [commit, at] = [here.git('rev-parse', 'refs/run-incoming/x/y'), here.git('rev-parse', name)];
  const theirs = await loadRun(here.repository.objects, commit);
  await here.edit(run.id, [{ kind: 'note', text: 'ours' }]);
  const join = {
    here: at,
    ref: { name, oid: at },
    incoming: { name, commit, held: 'refs/run-incoming/x/y' },
    theirs,
  };
  await t.rejects(joinRun({ repository: here.repository, author: AUTHOR, env: here.env, now: NOW }, join), {
    code: 'ref-conflict',
  });
});

t.test('what was purged elsewhere is purged here while it is held in quarantine', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const files = storedFiles({ 'artifacts/x': '1', 'artifacts/y': '2' });
  const run = await here.save({ artifacts: { count: 2, bytes: 2 } }, { contents: { files } });
  await here.push();
  await other.fetch();
  const purged = (clone: Clone, path: string) =>
    purge({
      repository: clone.repository,
      author: AUTHOR,
      env: clone.env,
      now: NOW,
      runs: [{ id: run.id, paths: [path] }],
    });
  await purged(here, 'x');
  await here.push();
  await purged(other, 'y');
  t.match(await other.fetch(), { runs: [{ id: run.id }], refused: [] });
  t.match(await other.push(), { runs: [{ id: run.id }], refused: [] });
  t.match(await here.fetch(), { refused: [] });
  t.equal(here.git('rev-parse', runRef(run.id)), other.git('rev-parse', runRef(run.id)));
  t.equal(here.git('ls-tree', '-r', '--name-only', runRef(run.id), 'artifacts'), '');
});
