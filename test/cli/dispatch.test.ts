import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { version } from '../../src/cli/version.ts';
import { cli } from '../support/cli.ts';
import {
  hermeticEnvironment,
  temporaryDirectory,
  temporaryRepository,
} from '../support/temporary-repository.ts';

const on = temporaryRepository(t, { files: { 'train.py*': '#!/bin/sh\n', 'data.csv': '' } });
const run = cli(on);

t.test('the version is said without anything else', async t => {
  const nowhere = cli({ path: '/', env: {} });
  for (const word of ['--version', '-V', 'version'])
    t.same(await nowhere(word), {
      exitCode: 0,
      stdout: `git-run ${version}\n`,
      stderr: '',
      bytes: Buffer.from(`git-run ${version}\n`),
    });
});

t.test('help is for all, or for one command', async t => {
  for (const words of [[], ['-h'], ['--help'], ['help']])
    t.match(await run(...words), { exitCode: 0, stdout: /^git run -- COMMAND/, stderr: '' });
  for (const words of [
    ['log', '-h'],
    ['help', 'log'],
    ['ls', '-h'],
  ])
    t.match(await run(...words), { exitCode: 0, stdout: /^Usage: git run log/ });
  t.match((await run('-q', '-h')).stdout, /^Usage: git run exec/);
  t.match((await run('help', 'artifact', 'get')).stdout, /^Usage: git run artifact get/);
});

t.test('a misspelt command is answered with the nearest one', async t => {
  t.match(await run('lgo'), {
    exitCode: 2,
    stdout: '',
    stderr: "git-run: no command 'lgo'\n  git run log\n",
  });
  t.match(await run('xyzzy'), { exitCode: 2, stderr: "git-run: no command 'xyzzy'\n  git run help\n" });
  t.match(await run('help', 'sho'), { exitCode: 2, stderr: "git-run: no command 'sho'\n  git run show\n" });
});

t.test('a forgotten -- is answered with the command to paste', async t => {
  t.match(await run('sh', '-c', 'echo $x', "it's"), {
    exitCode: 125,
    stderr: `git-run: to record 'sh', put -- before it\n  git run -- sh -c 'echo $x' 'it'\\''s'\n`,
  });
  t.match((await run('./train.py', '--lr', '0.1')).stderr, '  git run -- ./train.py --lr 0.1\n');
  t.match(
    (await run('--name', 'my run', '-P', 'lr=1', './train.py', '--name', 'x')).stderr,
    "  git run --name 'my run' -P lr=1 -- ./train.py --name x\n",
  );
});

t.test('a file that is no program is no forgotten --', async t => {
  chmodSync(join(on.path, 'data.csv'), 0o644);
  t.match(await run('./data.csv'), { exitCode: 2, stderr: "git-run: no command './data.csv'" });
});

t.test('outside of a repository nothing is listed, and nothing is recorded', async t => {
  const path = temporaryDirectory(t);
  const nowhere = cli({ path, env: hermeticEnvironment(path) });
  t.match(await nowhere('log'), {
    exitCode: 1,
    stderr: `git-run: not a Git repository (or any of the parent directories): ${path}\n  git init`,
  });
  for (const words of [
    ['--', 'true'],
    ['exec', '--', 'true'],
    ['--name', 'x', '--', 'true'],
  ])
    t.match(
      await nowhere(...words),
      { exitCode: 125, stderr: 'git-run: not a Git repository' },
      words.join(' '),
    );
});

t.test('what ends exec before its command has the exit codes of env(1)', async t => {
  t.match(await run('--', 'no-such-program'), {
    exitCode: 127,
    stderr: 'git-run: no-such-program: command not found\n',
  });
  t.match(await run('--', './data.csv'), { exitCode: 126, stderr: 'git-run: ./data.csv: not executable\n' });
  t.match(await run('--naem', 'x', '--', 'true'), {
    exitCode: 125,
    stderr: "unknown option '--naem'; did you mean --name?\n  git run exec -h\n",
  });
  t.match(await run('--name', 'x', '--'), { exitCode: 125, stderr: 'git-run: <command> is missing' });
  t.match(await run('--name'), { exitCode: 125, stderr: "git-run: '--name <name>' lacks its value" });
});

t.test('settings that cannot be read are named with their line', async t => {
  const broken = cli(temporaryRepository(t, { files: { 'git-run.yaml': '\noutput: [a]\n' } }));
  t.match(await broken('--', 'true'), {
    exitCode: 125,
    stderr: /^git-run: git-run\.yaml:2: .*did you mean 'outputs'/,
  });
});

t.test('other mistakes of the command line end with 2', async t => {
  t.match(await run('log', '--staus', 'x'), {
    exitCode: 2,
    stderr: "git-run: unknown option '--staus'; did you mean --status?\n  git run log -h\n",
  });
  t.match(await run('log', 'x'), { exitCode: 2, stderr: "git-run: 'x' is a word too many\n" });
});

t.test('a repository with no commit, and a bare one, can be looked at', async t => {
  const empty = cli(temporaryRepository(t, { commit: false }));
  t.match(await empty('log'), {
    exitCode: 0,
    stdout: '',
    stderr: 'git-run: no runs yet; record one with git run -- COMMAND\n',
  });
  const bare = temporaryRepository(t);
  bare.git('config', 'core.bare', 'true');
  const inBare = cli({ ...bare, path: join(bare.path, '.git') });
  t.match(await inBare('log'), { exitCode: 0, stderr: 'git-run: no runs yet' });
  t.match(await inBare('--', 'true'), {
    exitCode: 125,
    stderr: /no work tree here, only the repository itself[^\n]*\n {2}go into a work tree/,
  });
});
