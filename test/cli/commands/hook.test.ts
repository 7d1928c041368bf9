import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { findTip } from '../../../src/store/tips.ts';
import { cli } from '../../support/cli.ts';
import { gitServer } from '../../support/git-server.ts';
import { guardBench, WRITER } from '../../support/guard-bench.ts';
import { liveRun } from '../../support/live-run.ts';
import { builtProgram } from '../../support/program.ts';
import { openDoor } from '../../support/recorded-run.ts';
import { sshServer } from '../../support/ssh-server.ts';
import { storeBench } from '../../support/store-bench.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

const bench = await guardBench(t);
const { on } = bench;
const program = builtProgram(t);

/** A bare repository with the hook, as its administrator makes it; `ada` may delete. */
async function guarded(name: string) {
  const path = join(on.path, '..', name);
  on.git('init', '-q', '--bare', path);
  gitIn(path, on.env, ['config', '--add', 'run.mayDelete', 'ada']);
  const installed = await program.run(on, ['hook', 'install'], { cwd: path });
  t.match(installed, { code: 0, stderr: /^git-run: wrote the hook: .*pre-receive\n$/ });
  return path;
}

/** Pushes as somebody; what Git said, or undefined where it was taken. */
async function push(url: string, refspecs: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn('git', ['push', '-q', url, ...refspecs], { cwd: on.path, env: { ...on.env, ...env } });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', text => (said += text));
  const code = await new Promise(resolve => child.once('close', resolve));
  return code === 0 ? undefined : said;
}

/** All that a hook is for, over one transport: `mayNot` and `may` are how two users reach the server. */
async function holds(
  t: Test,
  path: string,
  mayNot: (refspecs: readonly string[]) => Promise<string | undefined>,
  may: typeof mayNot,
) {
  const there = (ref: string) => gitIn(path, on.env, ['for-each-ref', '--format=%(refname)', ref]) !== '';
  const [good, bad, gone] = [await bench.pushed(), await bench.pushed(), await bench.pushed()];
  t.equal(await mayNot(['main']), undefined);
  t.equal(await mayNot([`${good.commit}:${good.ref}`, `${gone.commit}:${gone.ref}`]), undefined);
  const refused = await mayNot([`${good.commit}:${bad.ref}`, 'main:refs/heads/other', 'main:refs/runs/x']);
  t.match(refused, `git-run: refused ${bad.ref}: run.json says that it is run ${good.id}`);
  t.match(refused, 'git-run: refused refs/runs/x: it is no name of');
  t.notOk(there(bad.ref) || there('refs/heads/other'), 'nothing of it is taken');
  const kept = bench.keeping(good.commit);
  t.match(await mayNot([`:${good.ref}`]), /refused .*: it would be deleted, and nothing else here holds it/);
  t.match(await mayNot([`+${kept}:${good.ref}`]), /refused /);
  t.equal(await mayNot([`${kept}:refs/runs/ledger-keep/${WRITER}/1`]), undefined);
  t.equal(await mayNot([`:${good.ref}`]), undefined, 'a keep ref holds it');
  t.match(await mayNot([`:${gone.ref}`]), /run\.mayDelete of the server does not let/);
  t.equal(await may([`:${gone.ref}`]), undefined);
  t.notOk(there(good.ref) || there(gone.ref));
}

t.test('over HTTP, the hook lets sound runs in and nobody but those who may take them out', async t => {
  const path = await guarded('http.git');
  const env = { PATH: program.path, HOME: on.home, GIT_CONFIG_NOSYSTEM: '1' };
  const as = async (user: string) => {
    const { url } = await gitServer(t, join(path, '..'), env, { auth: `${user}:x` });
    return (refspecs: readonly string[]) => push(`${url.replace('//', `//${user}:x@`)}/http.git`, refspecs);
  };
  await holds(t, path, await as('eve'), await as('ada'));
});

const { PATH = '' } = process.env;
const ssh = await sshServer(t, {
  users: ['ada', 'eve'],
  env: { PATH, HOME: on.home, GIT_CONFIG_NOSYSTEM: '1' },
});

t.test('over ssh too', { skip: typeof ssh === 'string' && ssh }, async t => {
  if (typeof ssh === 'string') return;
  const path = await guarded('ssh.git');
  const as = (user: string) => (refspecs: readonly string[]) =>
    push(`${ssh.url}${path}`, refspecs, ssh.client(user));
  await holds(t, path, as('eve'), as('ada'));
});

t.test('runs are judged before they are stored: what was refused is not there', async t => {
  const path = await guarded('local.git');
  const { commit, ref } = await bench.pushed();
  t.match(await push(path, [`${commit}:refs/runs/x`]), /refused/);
  t.throws(() => gitIn(path, on.env, ['cat-file', '-e', commit]));
  t.equal(await push(path, [`${commit}:${ref}`]), undefined);
  const repository = await openDoor(t, path, on.env);
  t.match(await findTip(repository, ref.slice(-26) as never), { commit });
});

t.test('what cannot be judged is refused', async t => {
  const { commit, ref } = await bench.pushed();
  const env = { ...on.env, GIT_DIR: join(on.path, 'nowhere') };
  const answer = await cli({ ...on, env }, { input: `${'0'.repeat(40)} ${commit} ${ref}\n` })(
    'hook',
    'receive',
  );
  t.match(answer, { exitCode: 1, stderr: /^git-run: / });
});

t.test('who pushes hears nothing of what is the matter with runs of the server', async t => {
  const server = await storeBench(t);
  await liveRun(server, server.run(), { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 });
  const run = server.run();
  const commit = await server.save(run);
  const input = `${'0'.repeat(40)} ${commit} refs/runs/${run.id}\n`;
  t.match(await cli(server.on, { input })('hook', 'receive'), { exitCode: 0, stdout: '', stderr: '' });
});

t.test('where it is, and who may delete, can be asked', async t => {
  const on = temporaryRepository(t);
  const run = cli(on);
  const path = join(on.path, '.git', 'hooks', 'pre-receive');
  t.match(await run('hook', 'status'), {
    exitCode: 1,
    stdout: /^hook +not installed\npath .*\nmay delete +nobody\n$/,
  });
  t.match(await run('hook', 'install'), {
    exitCode: 0,
    stderr: /here is a work tree.*\n.*nobody may delete/,
  });
  on.git('config', 'run.mayDelete', 'ada');
  t.match(await run('hook', 'install'), { exitCode: 0, stderr: /is there already/ });
  t.same(JSON.parse((await run('hook', 'status', '--json')).stdout), {
    version: 1,
    path,
    state: 'current',
    mayDelete: ['ada'],
  });
  t.equal((await run('hook', 'script')).stdout, readFileSync(path, 'utf8'));
  t.match(await run('hook', 'uninstall'), { exitCode: 0, stderr: `git-run: removed ${path}\n` });
  t.notOk(existsSync(path));
  t.match(await run('hook', 'uninstall'), { exitCode: 1, stderr: /no hook of git-run/ });
});

t.test("another's hook is named, with what to do", async t => {
  const on = temporaryRepository(t);
  const path = on.write('.git/hooks/pre-receive*', '#!/bin/sh\n');
  const { exitCode, stderr } = await cli(on)('hook', 'install');
  t.equal(exitCode, 1);
  t.match(stderr, `there is another hook: ${path}\n  git run hook install --chain`);
  t.match(await cli(on)('hook', 'install', '--chain'), { exitCode: 0, stderr: /runs first/ });
  t.match(await cli(on)('hook', 'status'), { stdout: /runs first +.*before-git-run/ });
  t.match(await cli(on)('hook', 'uninstall'), { exitCode: 0, stderr: /put back/ });
});

t.test('hooks that several repositories share are told', async t => {
  const on = temporaryRepository(t);
  const shared = join(on.home, 'hooks');
  on.git('config', 'core.hooksPath', shared);
  t.match(await cli(on)('hook', 'install'), {
    exitCode: 0,
    stderr: new RegExp(`look for hooks in ${shared}`),
  });
});
