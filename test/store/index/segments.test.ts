import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import {
  dropIndex,
  joined,
  listSegments,
  newSegment,
  removeUnfinished,
} from '../../../src/store/index/segments.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

const commonDir = temporaryDirectory(t);
const place = { commonDir };
const directory = join(commonDir, 'git-run', 'index');

t.test('files are listed from the largest on, and only those that are whole', async t => {
  t.same(await listSegments(place), [], 'there may be none yet');
  for (const length of [10, 1000, 100]) {
    const writer = await newSegment(place);
    await writer.add('x'.repeat(length));
    await writer.finish();
  }
  const unfinished = await newSegment(place);
  t.teardown(() => unfinished.abandon());
  writeFileSync(join(directory, 'notes.txt'), '');
  const sizes = (await listSegments(place)).map(({ size }) => size);
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
  mkdirSync(directory, { recursive: true });
  for (const path of [old, young]) writeFileSync(path, 'x');
  const now = Date.now();
  utimesSync(old, now / 1000 - 100_000, now / 1000 - 100_000);
  await removeUnfinished(place, now);
  t.notOk(existsSync(old));
  t.ok(existsSync(young));
});

t.test('of an index that is dropped nothing is left', async t => {
  await dropIndex(place);
  t.notOk(existsSync(directory));
  await dropIndex(place);
});
