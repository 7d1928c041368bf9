import fc from 'fast-check';
import t from 'tap';
import { whyNotAName } from '../../src/run/experiment.ts';
import { defaultName } from '../../src/run/name.ts';
import type { RunId } from '../../src/run/run-id.ts';

const id = fc
  .array(fc.constantFrom(...'0123456789abcdefghjkmnpqrstvwxyz'), { minLength: 26, maxLength: 26 })
  .map(chars => chars.join('') as RunId);

t.test('a name is an adjective and an animal, and a legal name', async () => {
  fc.assert(
    fc.property(
      id,
      one => /^[a-z]+-[a-z]+$/.test(defaultName(one)) && whyNotAName(defaultName(one)) === undefined,
    ),
  );
});

t.test('equal ids give equal names, different ones mostly different', async t => {
  const ids = fc.sample(id, 50);
  t.same(ids.map(defaultName), ids.map(defaultName));
  t.ok(new Set(ids.map(defaultName)).size > 25);
});
