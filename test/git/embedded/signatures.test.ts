import t from 'tap';
import { openRepository } from '../../../src/git/open.ts';
import { noSsh, signWithSsh, trust } from '../../support/signing.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('a signature is seen, and not judged', { skip: noSsh }, async t => {
  const on = temporaryRepository(t);
  trust(on, signWithSsh(on));
  on.git('commit', '-q', '-S', '--allow-empty', '-m', 'signed');
  const { signatures } = await openRepository(on.path, { ...on.env, GIT_RUN_ENGINE: 'embedded' });
  const [signed = '', unsigned = ''] = on.git('rev-parse', 'HEAD', 'HEAD^').split('\n');
  t.same(await signatures.verify([signed, unsigned]), [{ judgement: 'unverifiable' }, undefined]);
});
