import t from 'tap';
import { MODEL } from '../../src/store/model-kind.ts';
import { sampleModel, sampleVersion } from '../support/registered-models.ts';

t.test('a registered model is read as it was written, whatever a later version has added', async t => {
  const version = { ...sampleVersion(1, { run: 'r', location: 'l', model: 'm', runLink: 'x' }), weight: 3 };
  const kept = { ...sampleModel({ versions: [version], tags: { a: '1' } }), unknown: { colour: 'red' } };
  t.same(MODEL.decode(Buffer.from(MODEL.encode(kept)), 'x'), kept);
});

t.test('one that was created and nothing else has but its name', async t => {
  const kept = sampleModel({ versions: [sampleVersion(1)], description: 'd' });
  t.match(MODEL.blank(kept), { id: kept.id, name: 'iris', description: '', versions: [] });
  t.match(MODEL.exists('iris'), { code: 'model-exists', message: /'iris' exists already/ });
});

t.test('what is none is named, with the place', async t => {
  const damaged = (changes: object) => () =>
    MODEL.decode(
      Buffer.from(JSON.stringify({ ...JSON.parse(MODEL.encode(sampleModel())), ...changes })),
      'x',
    );
  t.throws(damaged({ version: 2 }), { code: 'newer-format' });
  t.throws(damaged({ versions: [{ ...sampleVersion(1), number: 0 }] }), { message: /versions\.0\.number/ });
  t.throws(damaged({ aliases: { a: 1 } }), { message: /aliases/ });
  let deep: unknown = 1;
  for (let level = 0; level < 300; level++) deep = [deep];
  t.throws(damaged({ versions: [{ ...sampleVersion(1), deep }] }), { message: /nested deeper/ });
});
