import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { packedObjects } from '../../../src/git/embedded/packed-objects.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test(
  'objects are found in packs, also in those that come while it is open, and after gc has joined them',
  async t => {
    const { path, git, write } = temporaryRepository(t, { files: { a: '1'.repeat(1000) } });
    const packed = packedObjects(join(path, '.git'));
    git('repack', '-q', '-d');
    const first = git('rev-parse', 'HEAD:a');
    t.match(await packed.read(first), { oid: first, type: 'blob', content: Buffer.from('1'.repeat(1000)) });
    write('a', `${'1'.repeat(1000)}2`);
    git('commit', '-q', '-a', '-m', 'second');
    git('repack', '-q', '-d');
    const second = git('rev-parse', 'HEAD:a');
    t.equal((await packed.read(second))?.content.length, 1001);
    git('gc', '-q', '--prune=now');
    for (const oid of [first, second]) t.ok(await packed.read(oid));
    t.match(await packed.read(git('rev-parse', 'HEAD')), { type: 'commit' });
    t.equal(await packed.read('1'.repeat(40)), undefined);
    t.equal(await packed.expand(second.slice(0, 10)), second);
    t.equal(await packed.expand('1111111'), undefined);
  },
);

t.test('a damaged pack is an error, not a missing object', async t => {
  const { path, git } = temporaryRepository(t, { files: { a: '1' } });
  git('gc', '-q');
  const directory = join(path, '.git/objects/pack');
  const pack = join(directory, readdirSync(directory).find(name => name.endsWith('.pack')) as string);
  chmodSync(pack, 0o644);
  writeFileSync(pack, 'PACK');
  await t.rejects(packedObjects(join(path, '.git')).read(git('hash-object', join(path, 'a'))), {
    code: 'corrupt-record',
  });
});
