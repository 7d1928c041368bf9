import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { version } from '../../src/cli/version.ts';
import { builtProgram } from '../support/program.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const program = builtProgram(t);
const on = temporaryRepository(t, { files: { 'sub/x': '' } });

t.test('the program says its version and its help, and nothing else', async t => {
  t.match(await program.run(on, ['--version']), { code: 0, stdout: `git-run ${version}\n`, stderr: '' });
  t.match(await program.run(on, ['-h']), { code: 0, stdout: /^git run -- COMMAND/, stderr: '' });
});

t.test('Git finds it on PATH as a command of its own', async t => {
  const env = { ...on.env, PATH: program.path };
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: join(on.path, 'sub'), env, encoding: 'utf8', stdio: 'pipe' });
  t.equal(git('run', '--name', 'by-git', '--', 'pwd'), `${join(on.path, 'sub')}\n`);
  t.match(git('run', 'log', '--oneline'), /^\w{8} by-git finished\n$/);
  t.match(git('-C', '..', 'run', 'show', '@'), /^by-git {2}finished\n/);
  t.match(git('run', '-h'), /^git run -- COMMAND/);
});

t.test('what it ends with is what was asked for', async t => {
  t.equal((await program.run(on, ['--', 'sh', '-c', 'exit 7'])).code, 7);
  t.equal((await program.run(on, ['show', 'nothing'])).code, 1);
  t.equal((await program.run(on, ['log', '--nonsense'])).code, 2);
  t.equal((await program.run(on, ['--', 'no-such-program'])).code, 127);
});

t.test('a shell can start it from any directory', async t => {
  const { status, stdout } = spawnSync('sh', ['-c', 'cd / && git-run version'], {
    env: { PATH: program.path },
    encoding: 'utf8',
  });
  t.match({ status, stdout }, { status: 0, stdout: /^git-run \d/ });
});

t.test(
  'an answer that cannot be written is told as what it is',
  { skip: !existsSync('/dev/full') && 'SKIPPED: there is no /dev/full here' },
  async t => {
    const { status, stderr } = spawnSync('sh', ['-c', 'git-run -h > /dev/full'], {
      cwd: on.path,
      env: { ...on.env, PATH: program.path },
      encoding: 'utf8',
    });
    t.equal(status, 1);
    t.match(stderr, /^git-run: the answer cannot be written: ENOSPC[^\n]*\n$/);
  },
);
