import t from 'tap';
import { gitProgram } from '../../../src/git/native/program.ts';
import { gather } from '../../../src/process/collect.ts';
import { temporaryDirectory, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('a call gives what git printed', async t => {
  const { path, env, git } = temporaryRepository(t);
  const call = gitProgram(path, env);
  t.equal((await call(['rev-parse', 'HEAD'])).toString().trim(), git('rev-parse', 'HEAD'));
  const input = async function* () {
    yield 'to be ';
    yield Buffer.from('hashed');
  };
  t.equal(
    (await call(['hash-object', '--stdin'], { input: input() })).toString(),
    (await call(['hash-object', '--stdin'], { input: 'to be hashed' })).toString(),
  );
});

t.test('a failure says which call, with what, in English', async t => {
  const { path, env } = temporaryRepository(t);
  const call = gitProgram(path, { ...env, LANGUAGE: 'de' });
  await t.rejects(call(['rev-parse', '--verify', 'nothing']), {
    code: 'git-command',
    data: { args: ['rev-parse', '--verify', 'nothing'], exitCode: 128, stderr: /Needed a single revision/ },
  });
  t.equal((await call(['rev-parse', '--verify', '-q', 'nothing'], { ok: [1] })).length, 0);
});

t.test('where there is no git program, that is said', async t => {
  const empty = temporaryDirectory(t);
  await t.rejects(gitProgram(empty, { PATH: empty })(['version']), { code: 'git-missing' });
});

t.test('a child with open streams runs in the same place', async t => {
  const { path, env, git } = temporaryRepository(t);
  const child = gitProgram(path, env).open(['cat-file', '--batch-check']);
  child.stdin.end('HEAD\n');
  t.match((await gather(child.stdout)).toString(), git('rev-parse', 'HEAD'));
});
