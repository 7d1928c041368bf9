import t from 'tap';
import { startCatFile } from '../../../src/git/native/cat-file.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('lines and counted bytes are read as they come, and the end is told', async t => {
  const { path, env, git } = temporaryRepository(t, { files: { a: 'one\ntwo\n' } });
  const { input, reader, end } = startCatFile(gitProgram(path, env), '--batch');
  input.write('HEAD:a\n');
  t.equal((await reader.line()).toString(), `${git('rev-parse', 'HEAD:a')} blob 8`);
  t.equal((await reader.bytes(8)).toString(), 'one\ntwo\n');
  t.equal((await reader.line()).toString(), '');
  input.end();
  await t.rejects(reader.line(), { code: 'git-command', message: /ended early/ });
  await end;
});
