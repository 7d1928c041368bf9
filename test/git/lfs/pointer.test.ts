import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

import t from 'tap';
import { pointerId, printPointer } from '../../../src/git/lfs/pointer.ts';
import { withoutGitLfs } from '../../support/git-lfs.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

const content = { sha256: '4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393', size: 12345 };

t.test('a pointer is the example of the specification', async t => {
  t.equal(
    printPointer(content),
    'version https://git-lfs.github.com/spec/v1\n' +
      'oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\n' +
      'size 12345\n',
  );
});

t.test('its id is the one that Git gives it', async t => {
  for (const objectFormat of ['sha1', 'sha256'] as const) {
    const { path, env } = temporaryRepository(t, { objectFormat });
    const said = gitIn(path, env, ['hash-object', '--stdin'], printPointer(content));
    t.equal(pointerId(objectFormat, content), said);
  }
});

t.test('it is what git-lfs itself makes of a file', { skip: withoutGitLfs }, async t => {
  const { path, env, write } = temporaryRepository(t);
  const bytes = Buffer.from('weights\0');
  write('model', bytes);
  const said = execFileSync('git', ['lfs', 'pointer', '--file=model'], {
    cwd: path,
    env,
    encoding: 'utf8',
    stdio: 'pipe',
  });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  t.equal(said, printPointer({ sha256, size: bytes.length }));
});
