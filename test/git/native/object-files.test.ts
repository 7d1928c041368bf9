import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { findObjectFiles, packedIds } from '../../../src/git/native/object-files.ts';
import { blob } from '../../support/damage.ts';
import { programBench } from '../../support/git-program.ts';

for (const objectFormat of ['sha1', 'sha256'] as const) {
  t.test(
    `every copy of an object is found, loose and packed, in a repository of ${objectFormat}`,
    async t => {
      const { on, git, objects } = programBench(t, { objectFormat, files: { a: 'one\n', b: 'two\n' } });
      const [a = '', b = ''] = on.git('rev-parse', 'HEAD:a', 'HEAD:b').split('\n');
      const loose = blob(on, 'three\n');
      on.git('repack', '-q', '-a');
      const { loose: files, packs } = await findObjectFiles(
        git,
        objects,
        new Set([a, loose, '1'.repeat(a.length)]),
      );
      t.same(files.map(({ oid }) => oid).sort(), [a, loose].sort());
      t.equal(packs.length, 1);
      t.match(packs[0], { isKept: false });
      t.ok((packs[0]?.size ?? 0) > 100);
      t.same(
        [...(packs[0]?.oids ?? [])].sort(),
        on.git('rev-list', '--objects', '--no-object-names', 'HEAD').split('\n').sort(),
      );
      writeFileSync(`${packs[0]?.base}.keep`, '');
      t.match((await findObjectFiles(git, objects, new Set([b]))).packs, [{ isKept: true }]);
      t.same((await findObjectFiles(git, objects, new Set([loose]))).packs, [], 'others are of no concern');
    },
  );
}

t.test('ids come in the order of the pack', async t => {
  const { on, git, objects } = programBench(t, { files: { a: 'one\n', b: 'two\n' } });
  on.git('repack', '-q', '-a', '-d');
  const { packs } = await findObjectFiles(git, objects, new Set([on.git('rev-parse', 'HEAD')]));
  const listed = on.git('verify-pack', '-v', `${packs[0]?.base}.idx`).split('\n');
  const byOffset = listed
    .map(line => /^(\w{40}) \w+ +\d+ \d+ (\d+)/.exec(line))
    .filter(found => found !== null)
    .sort((one, other) => Number(one[2]) - Number(other[2]))
    .map(found => found[1]);
  t.same(await packedIds(git, packs[0]?.base as string, 20), byOffset);
});

t.test('a pack that goes while it is looked at is looked for again', async t => {
  const { on, git, objects } = programBench(t, { files: { a: 'one\n' } });
  on.git('repack', '-q', '-a', '-d');
  const wanted = new Set([on.git('rev-parse', 'HEAD:a')]);
  // An index without its pack: what `repack` leaves for a moment.
  const ghost = join(objects, 'pack', `pack-${'0'.repeat(40)}.idx`);
  const [pack] = (await findObjectFiles(git, objects, wanted)).packs;
  copyFileSync(`${pack?.base}.idx`, ghost);
  t.equal((await findObjectFiles(git, objects, wanted)).packs.length, 1, 'one that stays so is no pack');
  const found = findObjectFiles(git, objects, wanted);
  rmSync(ghost);
  t.equal((await found).packs.length, 1);
});
