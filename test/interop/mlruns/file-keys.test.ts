import fc from 'fast-check';
import t from 'tap';
import { fileKeys } from '../../../src/interop/mlruns/file-keys.ts';
import { duplicates, whyUnsafe } from '../../../src/run/safe-path.ts';

t.test('keys that MLflow could have are their own paths', async t => {
  const keys = ['lr', 'val/acc', 'model/depth', 'a b', 'x:1', 'ünï', 'constructor'];
  t.same(
    fileKeys(keys),
    keys.map(key => ({ key, file: key })),
  );
});

t.test('others are called alike, or left out, and it is said why', async t => {
  t.match(fileKeys(['a#b', 'a//b', 'a_b', 'lr', 'lr/x', '../up', '']), [
    { file: 'a_b', why: "is called 'a_b' there" },
    { file: 'a/b', why: "is called 'a/b' there" },
    { file: undefined, why: /is left out/ },
    { file: 'lr' },
    { file: undefined },
    { file: undefined },
    { file: undefined },
  ]);
});

t.test('no key leads out of its directory, or into another one', async () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.stringMatching(/^[./a]{1,6}$/))), keys => {
      const files = fileKeys(keys).flatMap(({ file }) => file ?? []);
      const collide = duplicates(files).filter(({ kind }) => kind !== 'spelling');
      return (
        files.every(file => whyUnsafe(file, { windows: false }) === undefined) &&
        collide.every(({ path, other }) => path.toLowerCase() !== path || other.toLowerCase() !== other)
      );
    }),
  );
});
