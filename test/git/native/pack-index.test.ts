import { readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { packedIds } from '../../../src/git/native/object-files.ts';
import { parsePackIndex } from '../../../src/git/native/pack-index.ts';
import { programBench } from '../../support/git-program.ts';

for (const objectFormat of ['sha1', 'sha256'] as const) {
  t.test(`ids are those that git verify-pack tells, in the order of the pack (${objectFormat})`, async t => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`f${at}`, `${at}\n`]));
    const { on, git, objects } = programBench(t, { objectFormat, files });
    const width = objectFormat === 'sha1' ? 20 : 32;
    const base = (options: string[]) => {
      on.git(...options, 'repack', '-q', '-a', '-d', '-f');
      const name = readdirSync(`${objects}/pack`).find(file => file.endsWith('.idx')) as string;
      return `${objects}/pack/${name.slice(0, -'.idx'.length)}`;
    };
    for (const options of [[], ['-c', 'pack.indexVersion=1']]) {
      const name = base(options);
      const content = readFileSync(`${name}.idx`);
      const told = on
        .git('verify-pack', '-v', `${name}.idx`)
        .split('\n')
        .map(line => /^(\w{40,64}) \w+ +\d+ \d+ (\d+)/.exec(line))
        .filter(found => found !== null)
        .sort((one, other) => Number(one[2]) - Number(other[2]))
        .map(found => found[1]);
      t.same(parsePackIndex(content, width), options.length === 0 ? told : undefined);
      t.same(await packedIds(git, name, width), told, 'an old version is read by Git');
      if (options.length === 0)
        t.equal(parsePackIndex(content.subarray(0, content.length - 41), width), undefined);
    }
  });
}

t.test('offsets beyond 2 GiB are in their place', async t => {
  const index = Buffer.alloc(8 + 1024 + 2 * 28 + 8 + 40);
  index.writeUInt32BE(0xff744f63, 0);
  index.writeUInt32BE(2, 4);
  for (let at = 0; at < 256; at++) index.writeUInt32BE(2, 8 + at * 4);
  index.fill('a', 1032, 1052).fill('b', 1052, 1072);
  const offsets = 1032 + 40 + 8;
  index.writeUInt32BE(0x80000000, offsets);
  index.writeUInt32BE(12, offsets + 4);
  index.writeBigUInt64BE(2n ** 33n, offsets + 8);
  t.same(parsePackIndex(index, 20), ['62'.repeat(20), '61'.repeat(20)]);
});
