import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { installHook, readHook, uninstallHook } from '../../src/guard/install-hook.ts';
import { openDoor } from '../support/recorded-run.ts';
import { type Teardown, temporaryRepository } from '../support/temporary-repository.ts';

const TEXT = '#!/bin/sh\n# A hook of git-run, version 1.\n';
const THEIRS = '#!/bin/sh\nexit 1\n';

async function server(t: Teardown) {
  const on = temporaryRepository(t);
  on.git('init', '-q', '--bare', 'server.git');
  on.git('-C', 'server.git', 'config', 'core.bare', 'true');
  const path = join(on.path, 'server.git');
  const hooks = join(path, 'hooks');
  mkdirSync(hooks, { recursive: true });
  const open = () => openDoor(t, path, on.env);
  const names = () => readdirSync(hooks).filter(name => !name.endsWith('.sample'));
  const read = (name = 'pre-receive') => readFileSync(join(hooks, name), 'utf8');
  return { on, path, hooks, open, names, read };
}

t.test('the hook is written, once, brought up to date and removed', async t => {
  const { hooks, open, names, read } = await server(t);
  const repository = await open();
  const path = join(hooks, 'pre-receive');
  t.same(await installHook(repository, { text: TEXT, chain: false }), { path, state: 'absent' });
  t.equal(read(), TEXT);
  t.equal(statSync(path).mode & 0o777, 0o755);
  t.match(await installHook(repository, { text: TEXT, chain: true }), { state: 'current' });
  const newer = `${TEXT}true\n`;
  t.match(await installHook(repository, { text: newer, chain: false }), { state: 'outdated' });
  t.equal(read(), newer);
  t.same(names(), ['pre-receive']);
  t.match(await uninstallHook(repository), { state: 'outdated' });
  t.same(names(), []);
  t.match(await uninstallHook(repository), { state: 'absent' });
});

t.test("another's hook is never overwritten: it is kept, if so asked, and put back", async t => {
  const { on, open, names, read } = await server(t);
  const repository = await open();
  on.write('server.git/hooks/pre-receive*', THEIRS);
  await t.rejects(installHook(repository, { text: TEXT, chain: false }), { code: 'hook-taken' });
  t.match(await uninstallHook(repository), { state: 'other' });
  t.equal(read(), THEIRS);
  await installHook(repository, { text: TEXT, chain: true });
  t.same([read(), read('pre-receive.before-git-run')], [TEXT, THEIRS]);
  t.match(await readHook(repository, TEXT), { state: 'current', before: /pre-receive\.before-git-run$/ });
  on.write('server.git/hooks/pre-receive*', '#!/bin/sh\n# a third\n');
  await t.rejects(installHook(repository, { text: TEXT, chain: true }), { code: 'hook-taken' });
  on.write('server.git/hooks/pre-receive*', TEXT);
  await uninstallHook(repository);
  t.equal(read(), THEIRS);
  t.same(names(), ['pre-receive']);
});

t.test('a hook that is a link is kept as one', async t => {
  const { on, hooks, open, read } = await server(t);
  on.write('theirs*', THEIRS);
  symlinkSync('../../theirs', join(hooks, 'pre-receive'));
  await installHook(await open(), { text: TEXT, chain: true });
  t.same([read(), read('pre-receive.before-git-run')], [TEXT, THEIRS]);
  t.equal(readFileSync(join(on.path, 'theirs'), 'utf8'), THEIRS);
});

t.test('the directory is the one where Git runs it', async t => {
  const { on, path, open } = await server(t);
  on.git('-C', 'server.git', 'config', 'core.hooksPath', 'ours');
  t.equal((await readHook(await open(), TEXT)).path, join(path, 'ours', 'pre-receive'));
  await installHook(await open(), {
    text: '#!/bin/sh\n# A hook of git-run, version 1.\necho here >&2; exit 1\n',
    chain: false,
  });
  t.throws(() => on.git('push', '-q', path, 'main'), /here/);
});
