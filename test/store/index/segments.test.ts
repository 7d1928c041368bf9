import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { dropIndex, joined, openIndex, removeSegments } from '../../../src/store/index/segments.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const commonDir = temporaryDirectory(t);
const place = { commonDir };
const directory = join(commonDir, 'git-run', 'index');
const now = Date.now();

async function written(length: number): Promise<void> {
  const writer = await (await openIndex(place, now)).newSegment();
  await writer.add('x'.repeat(length));
  await writer.finish();
}

t.test('files are listed from the largest on, and only those that are whole files of ours', async t => {
  t.same((await openIndex(place, now)).segments, [], 'there may be none yet');
  for (const length of [10, 1000, 100]) await written(length);
  const unfinished = await (await openIndex(place, now)).newSegment();
  t.teardown(() => unfinished.abandon());
  writeFileSync(join(directory, 'notes.txt'), '');
  mkdirSync(join(directory, 'directory.runs'));
  const { segments } = await openIndex(place, now);
  const sizes = segments.map(({ size }) => size);
  t.equal(sizes.length, 3);
  t.same(
    sizes,
    sizes.toSorted((a, b) => b - a),
  );
});

t.test('files stay few, and each run is written a few times only, however often one is added', async () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 200 }), sizes => {
      let [files, bytes, total]: [number[], number, number] = [[], 0, 0];
      for (const size of sizes) {
        const all = files.toSorted((a, b) => b - a).map((size, at) => ({ path: `${at}`, size }));
        const taken = joined(all, size);
        const whole = taken.reduce((sum, one) => sum + one.size, size);
        files = [...all.filter(one => !taken.includes(one)).map(one => one.size), whole];
        bytes += whole;
        total += size;
      }
      const depth = Math.log2(Math.max(2, total)) + 1;
      return files.length <= depth && bytes <= total * depth;
    }),
  );
});

t.test('what a killed process left is removed, and not what another is writing', async t => {
  const [old, young] = [join(directory, 'old.runs.tmp'), join(directory, 'young.runs.tmp')];
  for (const path of [old, young]) writeFileSync(path, 'x');
  utimesSync(old, now / 1000 - 100_000, now / 1000 - 100_000);
  await openIndex(place, now);
  t.notOk(existsSync(old));
  t.ok(existsSync(young));
});

t.test('a file that cannot be removed keeps no other from it', async t => {
  const path = join(directory, 'other.runs');
  writeFileSync(path, 'x');
  await removeSegments([{ path: directory }, { path }]);
  t.notOk(existsSync(path));
});

t.test(
  'of an index that is dropped nothing is left, and who had opened it before writes no more',
  async t => {
    const [early, late] = [await openIndex(place, now), await openIndex(place, now)];
    const begun = await early.newSegment();
    await begun.add('x');
    mkdirSync(join(commonDir, 'git-run', 'index.killed.gone'));
    await dropIndex(place);
    t.same(readdirSync(join(commonDir, 'git-run')), []);
    await t.rejects(begun.finish());
    await t.rejects(late.newSegment());
    await written(1);
    await t.rejects(late.newSegment(), 'also where there is a new one');
    t.equal((await openIndex(place, now)).segments.length, 1);
    await dropIndex(place);
    await dropIndex(place);
  },
);
