import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { lineFile } from '../../../src/interop/mlflow/line-file.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const directory = temporaryDirectory(t);

t.test('lines are there when the call returns, and the file only if there are any', async t => {
  const path = join(directory, 'a');
  const file = lineFile(path, 'x');
  file.append('');
  t.throws(() => readFileSync(path), { code: 'ENOENT' });
  file.append('one\n');
  file.append('two\nthree\n');
  t.equal(readFileSync(path, 'utf8'), 'one\ntwo\nthree\n');
  file.close();
});

t.test('behind half of a line that somebody else has left the next one begins anew', async t => {
  const path = join(directory, 'torn');
  writeFileSync(path, 'hal');
  const file = lineFile(path, 'x');
  file.mend();
  file.append('one\n');
  file.append('two\n');
  file.close();
  t.equal(readFileSync(path, 'utf8'), 'hal\none\ntwo\n');
});

t.test('what cannot be written is told, and whose it is', async t => {
  const file = lineFile(join(directory, 'none', 'a'), 'r1');
  t.throws(() => file.append('x\n'), { message: /the journal of run r1 cannot be written: ENOENT/ });
  const closed = lineFile(join(directory, 'b'), 'r2');
  closed.append('x\n');
  closed.close();
  closed.close();
  rmSync(join(directory, 'b'));
  t.throws(() => closed.append('y\n'), { message: /r2 cannot be written: it is closed/ });
});

t.test('after half of a line the next one begins anew', async t => {
  // A device that takes nothing: every write fails, as on a full disk.
  const file = lineFile('/dev/full', 'r3');
  t.throws(() => file.append('lost\n'), { message: /ENOSPC/ });
  t.throws(() => file.append('lost\n'), { message: /ENOSPC/ });
});
