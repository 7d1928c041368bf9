import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t, { type Test } from 'tap';
import type { Remotes } from '../../../src/git/remotes.ts';
import { RemoteError } from '../../../src/run/repository-errors.ts';
import { gitServer } from '../../support/git-server.ts';
import { type Opened, openDoor, openedRepository } from '../../support/recorded-run.ts';
import { gitIn, temporaryDirectory } from '../../support/temporary-repository.ts';

/** A repository and an empty bare one beside it, that it knows as `origin`. */
async function withRemote(t: Test): Promise<{ here: Opened; remotes: Remotes; there: string; root: string }> {
  const here = await openedRepository(t);
  const root = temporaryDirectory(t);
  const there = join(root, 'there.git');
  gitIn(root, here.env, ['init', '-q', '--bare', there]);
  here.git('remote', 'add', 'origin', there);
  return { here, remotes: here.repository.remotes as Remotes, there, root };
}

/** Commits, the one upon the other. */
function commits(here: Opened, count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    here.git('commit', '-q', '--allow-empty', '-m', `number ${n}`);
    return here.git('rev-parse', 'HEAD');
  });
}

function hookIn(there: string, name: string, script: string): void {
  const file = join(there, 'hooks', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
}

t.test('refs are created, moved and deleted there by compare-and-swap, each by itself', async t => {
  const { here, remotes, there } = await withRemote(t);
  const [one = '', two = '', three = ''] = commits(here, 3);
  t.strictSame(
    await remotes.push('origin', [
      { name: 'refs/runs/a', to: one },
      { name: 'refs/runs/b', to: two },
    ]),
    [
      { name: 'refs/runs/a', outcome: 'done' },
      { name: 'refs/runs/b', outcome: 'done' },
    ],
  );
  t.strictSame(
    await remotes.push('origin', [
      { name: 'refs/runs/a', to: three },
      { name: 'refs/runs/b', from: one, to: three },
      { name: 'refs/runs/c', to: three },
    ]),
    [
      { name: 'refs/runs/a', outcome: 'moved' },
      { name: 'refs/runs/b', outcome: 'moved' },
      { name: 'refs/runs/c', outcome: 'done' },
    ],
    'one that is there already is not created again, one that is elsewhere is not moved, and the third goes',
  );
  t.strictSame(
    await remotes.push('origin', [
      { name: 'refs/runs/a', from: one },
      { name: 'refs/runs/b', from: two, to: three },
    ]),
    [
      { name: 'refs/runs/a', outcome: 'done' },
      { name: 'refs/runs/b', outcome: 'done' },
    ],
  );
  t.strictSame(await remotes.list('origin', ['refs/runs/*']), [
    { name: 'refs/runs/b', oid: three },
    { name: 'refs/runs/c', oid: three },
  ]);
  t.same(await remotes.list(there, ['refs/none/*']), []);
});

t.test('a ref that a hook refuses does not hide the fate of the others', async t => {
  const { here, remotes, there } = await withRemote(t);
  const [one = ''] = commits(here, 1);
  hookIn(there, 'update', 'case $1 in refs/runs/b) echo not that one >&2; exit 1;; esac');
  t.strictSame(
    await remotes.push(
      'origin',
      ['a', 'b', 'c'].map(name => ({ name: `refs/runs/${name}`, to: one })),
    ),
    [
      { name: 'refs/runs/a', outcome: 'done' },
      { name: 'refs/runs/b', outcome: 'refused', why: 'a hook of the host refuses it (hook declined)' },
      { name: 'refs/runs/c', outcome: 'done' },
    ],
  );
});

t.test('a namespace that the host hides is said to be one', async t => {
  const { here, remotes, there } = await withRemote(t);
  gitIn(there, here.env, ['config', 'transfer.hideRefs', 'refs/runs']);
  const [one = ''] = commits(here, 1);
  const [pushed] = await remotes.push('origin', [{ name: 'refs/runs/a', to: one }]);
  t.match(pushed, { outcome: 'refused', why: /hides refs\/runs/, remedy: /run\.refPrefix/ });
});

t.test('nothing of the user’s own is pushed, called or written', async t => {
  const { here, remotes, there, root } = await withRemote(t);
  const [one = ''] = commits(here, 1);
  here.git('tag', '-a', 'v1', '-m', 'v1');
  for (const [key, value] of Object.entries({
    'push.followTags': 'true',
    'remote.origin.mirror': 'true',
    'fetch.prune': 'true',
    'fetch.pruneTags': 'true',
    'remote.origin.fetch': '+refs/*:refs/copied/*',
  }))
    here.git('config', key, value);
  mkdirSync(join(here.path, '.git', 'hooks'), { recursive: true });
  hookIn(join(here.path, '.git'), 'pre-push', `touch ${join(root, 'called')}; exit 1`);
  hookIn(join(here.path, '.git'), 'reference-transaction', `touch ${join(root, 'called')}`);
  const again = await openDoor(t, here.path, here.env);
  const before = readFileSync(join(here.path, '.git', 'config'));
  t.match(await again.remotes?.push('origin', [{ name: 'refs/runs/a', to: one }]), [{ outcome: 'done' }]);
  t.equal(gitIn(there, here.env, ['for-each-ref', '--format=%(refname)']), 'refs/runs/a');
  const refs = here.git('for-each-ref', '--format=%(refname)').split('\n');
  await remotes.fetch('origin', [{ from: 'refs/runs/a', to: 'refs/run-incoming/a' }]);
  const added = here
    .git('for-each-ref', '--format=%(refname)')
    .split('\n')
    .filter(name => !refs.includes(name));
  t.same(added, ['refs/run-incoming/a']);
  t.notOk(existsSync(join(here.path, '.git', 'FETCH_HEAD')));
  t.notOk(existsSync(join(root, 'called')), 'no hook was called');
  t.same(readFileSync(join(here.path, '.git', 'config')), before);
});

t.test('no ref that the remote is tracked by is written, nor anything of the user’s lost', async t => {
  const { here, there } = await withRemote(t);
  const [one = ''] = commits(here, 1);
  here.git('config', 'remote.origin.receivepack', 'git-receive-pack --none');
  here.git('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
  const hurt = await openDoor(t, here.path, here.env);
  await t.rejects(hurt.remotes?.push('origin', [{ name: 'refs/heads/runs/a', to: one }]) as never);
  here.git('config', '--unset', 'remote.origin.receivepack');
  const again = await openDoor(t, here.path, here.env);
  const changes = [{ name: 'refs/heads/runs/a', to: one }];
  t.match(await again.remotes?.push('origin', changes), [{ outcome: 'done' }]);
  t.equal(gitIn(there, here.env, ['for-each-ref', '--format=%(refname)']), 'refs/heads/runs/a');
  t.equal(here.git('for-each-ref', 'refs/remotes'), '');
});

t.test('what is pushed, looked at and brought is of one place, wherever pushes go', async t => {
  const { here, there, root } = await withRemote(t);
  const [one = '', two = ''] = commits(here, 2);
  const others = ['b', 'c'].map(name => join(root, `${name}.git`));
  for (const path of others) gitIn(root, here.env, ['init', '-q', '--bare', path]);
  const [b = '', c = ''] = others;
  const refsAt = (path: string) =>
    gitIn(path, here.env, ['for-each-ref', '--format=%(objectname)', 'refs/runs']);
  for (const [key, value] of [
    ['remote.origin.pushurl', b],
    ['remote.origin.pushurl', c],
  ] as const)
    here.git('config', '--add', key, value);
  const remotes = (await openDoor(t, here.path, here.env)).remotes as Remotes;
  await remotes.push('origin', [{ name: 'refs/runs/a', to: one }], { place: 0 });
  await remotes.push('origin', [{ name: 'refs/runs/a', to: two }], { place: 1 });
  t.same([there, b, c].map(refsAt), ['', one, two]);
  for (const [place, oid] of [one, two].entries()) {
    t.match(await remotes.list('origin', ['refs/runs/*'], { place }), [{ oid }]);
    const to = `refs/run-incoming/${place}`;
    await remotes.fetch('origin', [{ from: 'refs/runs/a', to }], { place });
    t.equal(here.git('rev-parse', to), oid);
  }
  t.same(await remotes.list('origin', ['refs/runs/*']), []);
});

t.test(
  'where the configuration has pushes go elsewhere, that is looked at, by name and by address',
  async t => {
    const { here, there, root } = await withRemote(t);
    const [one = ''] = commits(here, 1);
    const elsewhere = join(root, 'elsewhere', 'there.git');
    gitIn(root, here.env, ['init', '-q', '--bare', elsewhere]);
    here.git('config', `url.${join(root, 'elsewhere')}/.pushInsteadOf`, `${root}/`);
    const remotes = (await openDoor(t, here.path, here.env)).remotes as Remotes;
    for (const [at, remote] of ['origin', there].entries()) {
      await remotes.push(remote, [{ name: `refs/runs/${at}`, to: one }], { place: 0 });
      t.equal((await remotes.list(remote, ['refs/runs/*'], { place: 0 })).length, at + 1);
      t.same(await remotes.list(remote, ['refs/runs/*']), []);
    }
    t.equal(gitIn(there, here.env, ['for-each-ref']), '');
  },
);

t.test('a fetch brings what was asked for, and the same again is no trouble', async t => {
  const { here, remotes, there } = await withRemote(t);
  const [one = '', two = ''] = commits(here, 2);
  await remotes.push('origin', [{ name: 'refs/runs/a', to: two }]);
  const other = await openedRepository(t);
  const door = other.repository.remotes as Remotes;
  const stages = new Set<string>();
  const how = { onProgress: ({ stage }: { stage: string }) => stages.add(stage) };
  const wanted = [{ from: 'refs/runs/a', to: 'refs/run-incoming/a' }];
  await door.fetch(there, wanted, how);
  await door.fetch(there, wanted);
  t.equal(other.git('rev-parse', 'refs/run-incoming/a~1'), one);
  t.not(stages.size, 0, 'progress was told');
});

t.test('what cannot be reached, or not be entered, says which and what to do', async t => {
  const { here, remotes, root } = await withRemote(t);
  const answers: Record<string, number> = { '/forbidden': 403, '/gone': 404, '/busy': 503, '/often': 429 };
  const server = await gitServer(t, root, here.env, {
    instead(request, response) {
      const status = answers[/^\/\w+/.exec(request.url ?? '')?.[0] ?? ''];
      if (status !== undefined) response.writeHead(status).end();
      return status !== undefined;
    },
  });
  const trouble = async (remote: string, how = {}) => {
    const error = await remotes.list(remote, ['refs/runs/*'], how).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof RemoteError)) throw error;
    return error.data;
  };
  t.match(await trouble(`${server.url}/forbidden`), { why: /may not write there/, nature: 'lasts' });
  t.match(await trouble(`${server.url}/gone`), { why: 'there is no repository', nature: 'lasts' });
  t.match(await trouble(`${server.url}/busy`), { why: 'the server is in trouble (503)', nature: 'passes' });
  t.match(await trouble(`${server.url}/often`), { why: 'it was asked too often', nature: 'passes' });
  t.match(await trouble(join(root, 'nothing')), { why: 'there is no repository' });
  t.match(await trouble('http://127.0.0.1:1/x'), { why: 'nothing answers there', nature: 'passes' });
  t.match(await trouble('http://no-such-host.invalid/x'), {
    why: /no host no-such-host.invalid/,
    nature: 'passes',
  });
  t.match(await trouble(server.url.replace('http:', 'https:')), { why: 'it does not speak TLS there' });
});

t.test('a password in a URL is in no message', async t => {
  const { here, remotes, root } = await withRemote(t);
  const server = await gitServer(t, root, here.env, { auth: 'ada:right' });
  const url = `${server.url.replace('http://', 'http://ada:hunter2@')}/there.git`;
  const error = (await remotes.list(url, []).catch(reason => reason)) as RemoteError;
  t.equal(error.data.why, 'the user, the password or the token is wrong');
  t.notMatch(`${error.message}${error.stack}${(error.cause as Error).message}`, /hunter2/);
  const bare = (await remotes.list(`${server.url}/there.git`, []).catch(reason => reason)) as RemoteError;
  t.equal(bare.data.why, 'it asks for a user and a password');
});

t.test('a remote that hangs is given up', async t => {
  const { here, remotes, root } = await withRemote(t);
  const server = await gitServer(t, root, here.env, { instead: () => true });
  const error = (await remotes
    .list(`${server.url}/there.git`, [], { patience: 300 })
    .catch(reason => reason)) as RemoteError;
  t.match(error.data, { why: /it hangs/, nature: 'passes' });
  const stop = new AbortController();
  const waiting = remotes.list(`${server.url}/there.git`, [], { signal: stop.signal });
  stop.abort(new Error('enough'));
  await t.rejects(waiting, /enough/);
});
