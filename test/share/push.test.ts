import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import type { Remotes } from '../../src/git/remotes.ts';
import { RemoteError } from '../../src/run/repository-errors.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { CLOCK } from '../../src/share/patience.ts';
import { type Clone, team } from '../support/clones.ts';
import { gitServer } from '../support/git-server.ts';
import { openDoor } from '../support/recorded-run.ts';
import { smallDisk, withoutSmallDisk } from '../support/small-disk.ts';
import { gitIn } from '../support/temporary-repository.ts';

/** A clock that does not wait, and remembers for how long it should have. */
function stoppedClock() {
  const waits: number[] = [];
  return { waits, clock: { ...CLOCK, now: () => 0, wait: async (ms: number) => void waits.push(ms) } };
}

t.test('what the remote lacks goes there, once', async t => {
  const { clones, refs } = await team(t, 1);
  const [here] = clones as [(typeof clones)[0]];
  const [one, two] = [await here.save(), await here.save()];
  await here.experiment('digits');
  const planned = await here.push({ dryRun: true });
  t.match(planned, { dryRun: true, experiments: 1, commits: [], refused: [], same: 0 });
  t.same(
    planned.runs.map(({ id }) => id),
    [two.id, one.id],
  );
  t.same(refs(), [], 'a dry run sends nothing');
  const sent = await here.push();
  t.same({ ...sent, dryRun: true }, planned, 'it does what was planned');
  t.same(refs(), here.refs());
  const again = await here.push();
  t.match(again, { runs: [], experiments: 0, same: 2, objects: 0, refused: [] });
  await here.edit(one.id, [{ kind: 'note', text: 'good' }]);
  t.match(await here.push(), { runs: [{ id: one.id, how: 'edited' }], same: 1, experiments: 0 });
  t.same(refs(), here.refs());
});

t.test('commits of the user’s own never go with a run, unless they are let', async t => {
  const { clones, there, env } = await team(t, 1);
  const [here] = clones as [(typeof clones)[0]];
  const before = await here.save();
  here.git('commit', '-q', '--allow-empty', '-m', 'not pushed');
  const own = here.git('rev-parse', 'HEAD');
  const [clean, dirty] = [await here.save(), await here.save({}, { sources: { a: '1' } })];
  const report = await here.push();
  t.same(
    report.runs.map(({ id }) => id),
    [before.id],
  );
  t.match(report.refused, [
    { ref: runRef(dirty.id), why: /stands on a commit of your own/, remedy: /--with-history/ },
    { ref: runRef(clean.id) },
  ]);
  t.throws(() => gitIn(there, env, ['cat-file', '-e', own]));
  t.match(await here.push({ withHistory: true, dryRun: true }), { commits: [own], refused: [] });
  t.match(await here.push({ withHistory: true }), { commits: [own], refused: [] });
  gitIn(there, env, ['cat-file', '-e', own]);
});

t.test('a run that holds a secret stays here until it is allowed; the others go', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [(typeof clones)[0]];
  const marks = [
    { rule: 'aws', path: 'train.py', ordinal: 1 },
    { rule: 'aws', path: 'logs/1.log', ordinal: 2 },
  ];
  const secret = await here.save({ secrets: marks });
  const open = await here.save();
  const report = await here.push();
  t.same(
    report.runs.map(({ id }) => id),
    [open.id],
  );
  t.match(report.refused, [
    {
      ref: runRef(secret.id),
      why: /train\.py \(aws\), logs\/1\.log/,
      remedy: /purge.*--allow-secret aws:train\.py:1/,
    },
  ]);
  const one = await here.push({ allowed: new Set(['aws:train.py:1']) });
  t.match(one.refused, [{ remedy: /--allow-secret aws:logs\/1\.log:2/ }]);
  const both = await here.push({ allowed: new Set(['aws:train.py:1', 'aws:logs/1.log:2']) });
  t.match(both, { runs: [{ id: secret.id, how: 'new' }], refused: [] });
});

t.test('who has edited the same run there is not overwritten', async t => {
  const { clones, refs } = await team(t, 2);
  const [here, other] = clones as [(typeof clones)[0], (typeof clones)[0]];
  const run = await here.save();
  const second = await here.save();
  await here.push();
  await other.fetch();
  await other.edit(run.id, [{ kind: 'note', text: 'theirs' }]);
  await other.push();
  await here.edit(run.id, [{ kind: 'note', text: 'ours' }]);
  await here.edit(second.id, [{ kind: 'note', text: 'x' }]);
  const before = refs();
  const report = await here.push();
  t.match(report, {
    runs: [{ id: second.id, how: 'edited' }],
    refused: [{ ref: runRef(run.id), remedy: /git run fetch/ }],
  });
  t.equal(here.git('for-each-ref', 'refs/run-incoming'), '');
  t.ok(refs().includes(before.find(line => line.includes(run.id)) as string));
  await here.fetch();
  t.match(await here.push(), { runs: [{ id: run.id, how: 'edited' }], refused: [] });
  t.match(await other.push(), { runs: [], refused: [], same: 2 }, 'who is behind has nothing to send');
  await other.fetch();
  t.match(await other.push(), { runs: [], refused: [], same: 2 });
  t.same(other.refs(), here.refs());
});

t.test('one that the host refuses does not keep the others from going', async t => {
  const { clones, there, refs } = await team(t, 1);
  const [here] = clones as [(typeof clones)[0]];
  const runs = [await here.save(), await here.save(), await here.save()];
  const bad = runs[1]?.id as string;
  const hook = join(there, 'hooks', 'update');
  mkdirSync(join(there, 'hooks'), { recursive: true });
  writeFileSync(hook, `#!/bin/sh\ncase $1 in *${bad}) exit 1;; esac\n`);
  chmodSync(hook, 0o755);
  const report = await here.push();
  t.equal(report.runs.length, 2);
  t.match(report.refused, [{ ref: runRef(runs[1]?.id as never), why: /hook/ }]);
  t.equal(refs().length, 2);
});

t.test('many go in pushes of a hundred, and no more often than the host likes', async t => {
  const { clones, refs } = await team(t, 1);
  const [here] = clones as [(typeof clones)[0]];
  for (let n = 0; n < 5; n++) await here.save();
  const sizes: number[] = [];
  const remotes: Remotes = {
    ...(here.sharing.remotes as Remotes),
    push: (remote, changes, how) => {
      sizes.push(changes.length);
      return here.sharing.remotes.push(remote, changes, how);
    },
  };
  const { clock, waits } = stoppedClock();
  const total = (await here.push({ dryRun: true })).bytes as number;
  const limits = { push: total / 2, object: Number.POSITIVE_INFINITY, perMinute: 1 };
  const report = await here.push({ sharing: { ...here.sharing, remotes }, clock, limits });
  t.ok(sizes.length > 1 && sizes.reduce((sum, size) => sum + size, 0) === 5, `${sizes}`);
  t.same(
    waits,
    sizes.slice(1).map(() => 60_000),
  );
  t.match(report, { runs: { length: 5 }, refused: [] });
  t.equal(refs().length, 5);
});

t.test('a run with a file that the host does not take is named, and the others go', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [(typeof clones)[0]];
  const small = await here.save();
  const large = await here.save({}, { sources: { big: 'x'.repeat(10_000) } });
  const limits = { push: Number.POSITIVE_INFINITY, object: 9000, perMinute: 10 };
  const report = await here.push({ limits });
  t.same(
    report.runs.map(({ id }) => id),
    [small.id],
  );
  t.match(report.refused, [
    { ref: runRef(large.id), why: /10000 bytes.*none over 9000/, remedy: /git run du/ },
  ]);
});

t.test('a push that breaks off is tried again with what has not arrived', async t => {
  const { clones, refs } = await team(t, 1);
  const [here] = clones as [(typeof clones)[0]];
  await here.save();
  await here.save();
  const { clock, waits } = stoppedClock();
  const paused: string[] = [];
  const sizes: number[] = [];
  const broken = (arrives: number, times: number): Remotes => ({
    ...here.sharing.remotes,
    async push(remote, changes, how) {
      sizes.push(changes.length);
      if (sizes.length > times) return here.sharing.remotes.push(remote, changes, how);
      await here.sharing.remotes.push(remote, changes.slice(0, arrives), how);
      throw new RemoteError(remote, 'the connection broke off', undefined, { nature: 'passes' });
    },
  });
  const onPause = (error: Error) => paused.push(error.message);
  const sharing = { ...here.sharing, remotes: broken(1, 1) };
  t.match(await here.push({ sharing, clock, onPause }), { runs: { length: 2 }, refused: [] });
  t.same([sizes, waits, paused.length], [[2, 1], [1000], 1]);
  t.same(refs(), here.refs());
  await here.save();
  const lasting = { ...here.sharing, remotes: broken(0, 99) };
  await t.rejects(here.push({ sharing: lasting, clock }), { code: 'remote' });
  t.match(await here.push(), { runs: { length: 1 } }, 'the next push sends the rest');
});

t.test('where a hook refuses one and with it the whole push, the others are sent without it', async t => {
  const { clones, there, refs } = await team(t, 1);
  const [here] = clones as [(typeof clones)[0]];
  const runs = [await here.save(), await here.save(), await here.save()];
  const bad = runs[1]?.id as string;
  const hook = join(there, 'hooks', 'pre-receive');
  mkdirSync(join(there, 'hooks'), { recursive: true });
  const script = `while read old new ref; do case $ref in *${bad}) echo "git-run: refused $ref: not that one" >&2; bad=1;; esac; done; test -z "$bad"`;
  writeFileSync(hook, `#!/bin/sh\n${script}\n`);
  chmodSync(hook, 0o755);
  const report = await here.push();
  t.equal(report.runs.length, 2);
  t.match(report.refused, [{ ref: runRef(runs[1]?.id as never), why: 'not that one' }]);
  t.equal(refs().length, 2);
});

t.test(
  'of a push that is too much for the host the runs go that are not, and each that is is named',
  async t => {
    const { clones, there, env, refs } = await team(t, 1);
    const [here] = clones as [Clone];
    const large = await here.save({}, { sources: { big: randomBytes(100_000).toString('hex') } });
    for (let n = 0; n < 3; n++) await here.save();
    gitIn(there, env, ['config', 'receive.maxInputSize', '50000']);
    const refused = [
      { ref: runRef(large.id), why: /larger than the host takes: fatal: pack exceeds/, remedy: /git run du/ },
    ];
    t.match(await here.push(), { runs: { length: 3 }, refused });
    t.equal(refs().length, 3);
    t.match(await here.push(), { runs: [], same: 3, refused });
  },
);

t.test('a server in between that takes no more at once is given less', async t => {
  const { clones, there, env, refs } = await team(t, 1);
  const [here] = clones as [Clone];
  for (let n = 0; n < 2; n++) await here.save({}, { sources: { big: randomBytes(20_000).toString('hex') } });
  const large = await here.save({}, { sources: { big: randomBytes(50_000).toString('hex') } });
  gitIn(there, env, ['config', 'http.receivepack', 'true']);
  const server = await gitServer(t, dirname(there), env, {
    instead(request, response) {
      const isMuch = Number(request.headers['content-length'] ?? 0) > 50_000;
      if (isMuch) response.writeHead(413).end();
      return isMuch;
    },
  });
  const report = await here.push({ sharing: { ...here.sharing, remote: `${server.url}/there.git` } });
  t.match(report, { runs: { length: 2 }, refused: [{ ref: runRef(large.id), why: /larger than the host/ }] });
  t.equal(refs().length, 2);
});

t.test('what a host says in its hook is told', async t => {
  const { clones, there } = await team(t, 1);
  const [here] = clones as [Clone];
  await here.save();
  const hook = join(there, 'hooks', 'pre-receive');
  mkdirSync(join(there, 'hooks'), { recursive: true });
  writeFileSync(hook, '#!/bin/sh\necho ===== >&2; echo "over your storage quota by 3 MB" >&2; exit 1\n');
  chmodSync(hook, 0o755);
  t.match(await here.push(), { refused: [{ why: /larger than the host takes: over your storage quota/ }] });
});

t.test('a remote that is shallow takes what stands on what it has, and is told to be shallow', async t => {
  const { clones, there, env } = await team(t, 1);
  const [here] = clones as [Clone];
  const old = await here.save();
  here.git('commit', '-q', '--allow-empty', '-m', 'second');
  here.git('push', '-q', 'origin', 'HEAD:main');
  const run = await here.save();
  const remote = join(dirname(there), 'shallow.git');
  gitIn(dirname(there), env, ['clone', '-q', '--bare', '--depth', '1', `file://${there}`, remote]);
  t.match(await here.push({ sharing: { ...here.sharing, remote } }), {
    runs: [{ id: run.id }],
    refused: [{ ref: runRef(old.id), why: /the remote is shallow/, remedy: 'git fetch --unshallow, there' }],
  });
});

t.test('a push from a partial clone brings nothing of what is there', async t => {
  const { clones, there, env, refs } = await team(t, 1);
  const [here] = clones as [Clone];
  for (const key of ['uploadpack.allowFilter', 'uploadpack.allowAnySHA1InWant'])
    gitIn(there, env, ['config', key, 'true']);
  here.git('config', 'remote.origin.promisor', 'true');
  here.git('config', 'remote.origin.partialCloneFilter', 'blob:none');
  here.git('config', 'remote.origin.url', `file://${there}`);
  const stranger = gitIn(there, env, ['commit-tree', '-p', 'main', '-m', 'unknown', 'main^{tree}']);
  gitIn(there, env, ['update-ref', 'refs/heads/topic', stranger]);
  const repository = await openDoor(t, here.path, env);
  const remotes = repository.remotes as Remotes;
  const run = await here.save();
  const report = await here.push({ repository, sharing: { ...here.sharing, remotes } });
  t.match(report, { runs: [{ id: run.id }], refused: [] });
  t.same(refs(), here.refs());
  const objects = here.git('cat-file', '--batch-all-objects', '--batch-check');
  t.notMatch(objects, stranger);
});

t.test('a host whose disk is full is told to be that', { skip: withoutSmallDisk }, async t => {
  const { clones, there } = await team(t, 1);
  const [here] = clones as [Clone];
  await here.save({}, { sources: { big: randomBytes(400_000).toString('hex') } });
  const full = smallDisk(t, '300k');
  cpSync(there, join(full, 'there.git'), { recursive: true });
  const report = await here.push({ sharing: { ...here.sharing, remote: join(full, 'there.git') } });
  t.match(report, { runs: [], refused: [{ why: /there is no room left: .*No space left on device/ }] });
});
