import fc from 'fast-check';
import t from 'tap';
import {
  type ModelVersionId,
  newRegisteredModel,
  nextNumber,
  rebaseModel,
  settleModel,
  versionsOfRun,
} from '../../src/run/registered-model.ts';
import { sampleModel, sampleVersion } from '../support/registered-models.ts';
import { idAt, NOW } from '../support/run-rows.ts';

const id = (text: string) => text as ModelVersionId;

t.test('a new one has no version, and its first gets number 1', async t => {
  const { name, created, id } = sampleModel();
  const model = newRegisteredModel({ id, name, created });
  t.match(model, { versions: [], aliases: {}, updated: created });
  t.equal(nextNumber(model.versions), 1);
});

t.test('the number of a removed version is not given again', async t => {
  t.equal(nextNumber([sampleVersion(1), sampleVersion(2, { removed: true })]), 3);
});

t.test(
  'of versions made apart under one number the oldest keeps it, the others get the next free ones',
  async t => {
    const versions = [
      sampleVersion(1, { id: id('a') }),
      sampleVersion(2, { id: id('d'), source: 'ours' }),
      sampleVersion(3, { id: id('e') }),
      sampleVersion(2, { id: id('c'), source: 'theirs' }),
      sampleVersion(2, { id: id('f') }),
    ];
    const settled = settleModel(sampleModel({ versions, aliases: { best: id('d') } }));
    t.same(
      settled.versions.map(({ id, number }) => [id, number]),
      [
        ['a', 1],
        ['c', 2],
        ['e', 3],
        ['d', 4],
        ['f', 5],
      ],
    );
    t.same(settled.aliases, { best: 'd' }, 'an alias follows its version');
  },
);

t.test('numbers are distinct, none is lost, and what has its own keeps it', async t => {
  const versions = fc.uniqueArray(fc.record({ id: fc.nat(1000), number: fc.integer({ min: 1, max: 6 }) }), {
    selector: ({ id }) => id,
  });
  fc.assert(
    fc.property(versions, drawn => {
      const all = drawn.map(({ id: n, number }) => sampleVersion(number, { id: id(String(n).padStart(4)) }));
      const settled = settleModel(sampleModel({ versions: all })).versions;
      t.same(settled.map(({ id }) => id).sort(), all.map(({ id }) => id).sort());
      t.equal(new Set(settled.map(({ number }) => number)).size, all.length);
      const again = settleModel(sampleModel({ versions: settled })).versions;
      t.same(again, settled);
      t.same(settleModel(sampleModel({ versions: all.toReversed() })).versions, settled);
    }),
  );
});

t.test('what was done to versions, aliases and tags apart is all there', async t => {
  const before = sampleModel({ versions: [sampleVersion(1), sampleVersion(2)], tags: { a: '1' } });
  const [one, two] = before.versions as [ReturnType<typeof sampleVersion>, ReturnType<typeof sampleVersion>];
  const ours = {
    ...before,
    description: 'ours',
    versions: [{ ...one, stage: 'Production' }, two, sampleVersion(3)],
  };
  const theirs = {
    ...before,
    ...{ tags: {}, aliases: { best: two.id }, updated: '2999-01-01T00:00:00.000Z' },
    versions: [
      { ...one, tags: { t: '1' } },
      { ...two, description: 'x', location: 'mlflow-artifacts:/0/r/artifacts' },
    ],
  };
  const joined = rebaseModel(ours, before, theirs);
  t.match(joined, {
    ...{ description: 'ours', tags: {}, aliases: { best: two.id }, updated: theirs.updated },
    versions: [{ stage: 'Production', tags: { t: '1' } }, { description: 'x', location: /./ }, { number: 3 }],
  });
});

t.test('an alias of a version that was removed elsewhere is gone', async t => {
  const gone = sampleVersion(1, { removed: true });
  t.same(settleModel(sampleModel({ versions: [gone], aliases: { best: gone.id } })).aliases, {});
});

t.test('a run is told the versions that come from it, with what points to them', async t => {
  const run = idAt(NOW);
  const versions = [
    sampleVersion(1, { run, stage: 'Production' }),
    sampleVersion(2, { run: 'other' }),
    sampleVersion(3, { run, removed: true }),
    sampleVersion(4, { run: '0'.repeat(32), location: `mlflow-artifacts:/0/${run}/artifacts/model` }),
    sampleVersion(5, { location: `mlflow-artifacts:/0/models/m-${run}000000/artifacts` }),
  ];
  const best = id(versions[0]?.id as string);
  const models = [
    sampleModel({ versions, aliases: { best, first: best } }),
    sampleModel({ name: 'gone', versions, removed: true }),
  ];
  t.same(versionsOfRun(models, run), [
    { name: 'iris', version: 1, stage: 'Production', aliases: ['best', 'first'] },
    { name: 'iris', version: 4, stage: 'None', aliases: [] },
    { name: 'iris', version: 5, stage: 'None', aliases: [] },
  ]);
});
