import t from 'tap';
import { isSigned } from '../../src/git/signing.ts';

t.test('a signature is a header of the commit, never its message', async t => {
  const head = 'tree 1\nauthor a <a> 1 +0000\ncommitter a <a> 1 +0000\n';
  t.notOk(isSigned(Buffer.from(`${head}\nx\n\ngpgsig -----\n`), 'sha1'));
  t.ok(isSigned(Buffer.from(`${head}gpgsig -----\n y\n\nx\n`), 'sha1'));
  t.notOk(isSigned(Buffer.from(`${head}gpgsig -----\n y\n\nx\n`), 'sha256'));
  t.ok(isSigned(Buffer.from(`${head}gpgsig-sha256 -----\n y\n\nx\n`), 'sha256'));
  t.notOk(isSigned(undefined, 'sha1'));
});
