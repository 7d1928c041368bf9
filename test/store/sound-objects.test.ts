import { createHash } from 'node:crypto';
import t from 'tap';
import { SWAPPED, soundObjects } from '../../src/store/sound-objects.ts';
import { blob, cutObject, removeObject, swapBlob } from '../support/damage.ts';
import { storeBench } from '../support/store-bench.ts';

const { repository, on } = await storeBench(t);
const objects = soundObjects(repository);
const good = blob(on, 'good');
const [swapped, cut, gone] = ['swapped', 'cut off in its middle', 'gone'].map(text => blob(on, text)) as [
  string,
  string,
  string,
];
swapBlob(on, swapped, 'other');
cutObject(on, cut);
removeObject(on, gone);
const WHY = /^is missing or cannot be read$/;

t.test('every damage is told of its own object, and the others are read', async t => {
  const found = await objects.read([good, swapped, cut, gone, good]);
  t.match(found, [{ oid: good }, SWAPPED, WHY, WHY, { oid: good }]);
});

t.test('a digest is of the bytes, whether their number is known or not', async t => {
  const large = Buffer.alloc((1 << 20) + 1, 'x');
  const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');
  const asked = [
    { oid: good, size: 4 },
    { oid: blob(on, large), size: large.length },
    { oid: blob(on, ''), size: undefined },
    { oid: cut, size: undefined },
    { oid: swapped, size: undefined },
    { oid: gone, size: 3 },
    { oid: on.git('rev-parse', 'HEAD^{tree}'), size: 1 },
  ];
  t.match(await objects.digests(asked), [
    { sha256: sha256('good'), size: 4 },
    { sha256: sha256(large), size: large.length },
    { sha256: sha256(''), size: 0 },
    WHY,
    SWAPPED,
    WHY,
    'is a tree, not a file',
  ]);
});
