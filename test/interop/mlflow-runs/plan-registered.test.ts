import fc from 'fast-check';
import t from 'tap';
import type { MlflowRegistered } from '../../../src/interop/mlflow-runs/mlflow-registered.ts';
import { findHere, planRegistered } from '../../../src/interop/mlflow-runs/plan-registered.ts';
import type { RegisteredModel, RegisteredModelId } from '../../../src/run/registered-model.ts';
import { recordId } from '../../../src/store/records.ts';
import { mlflowRegistered, mlflowVersion } from '../../support/mlflow-registered.ts';
import { STARTED } from '../../support/mlruns-store.ts';
import { sampleModel, sampleVersion } from '../../support/registered-models.ts';

const nowhere = new Map<number, string>();
const later = (ms: number) => new Date(STARTED + ms).toISOString();

const there = mlflowRegistered({
  ...{ description: 'sorts', tags: { team: 'a' }, aliases: { best: 3 }, updated: STARTED + 10 },
  versions: [mlflowVersion(1), mlflowVersion(3, { stage: 'Production', run: 'r', tags: { a: 'b' } })],
});

/** As it is when it has been brought. */
function brought(model: MlflowRegistered, here?: RegisteredModel): RegisteredModel {
  const planned = planRegistered(model, here, nowhere)?.model as RegisteredModel;
  return here === undefined ? { ...planned, id: recordId(model.name) as RegisteredModelId } : planned;
}

t.test('it comes with its numbers, times, aliases and stages', async t => {
  const planned = planRegistered(there, undefined, new Map([[3, 'mlflow-artifacts:/0/r/artifacts']]));
  t.match(planned, {
    added: 2,
    losses: [],
    model: {
      ...{ name: 'net', description: 'sorts', tags: { team: 'a' }, created: later(0), updated: later(10) },
      versions: [
        { number: 1, source: 's3://there/net', created: later(1) },
        { number: 3, stage: 'Production', run: 'r', location: 'mlflow-artifacts:/0/r/artifacts' },
      ],
    },
  });
  t.equal(planned?.model.aliases.best, planned?.model.versions[1]?.id);
});

t.test('what is here as it is there is left alone', async t => {
  const here = brought(there);
  t.equal(planRegistered(there, here, nowhere), undefined);
  t.equal(planRegistered({ ...there, updated: STARTED + 99 }, here, nowhere), undefined);
  const versions = there.versions.map(one => ({ ...one, updated: STARTED + 99 }));
  t.equal(
    planRegistered({ ...there, versions }, here, nowhere),
    undefined,
    'whenever it was changed and changed back',
  );
});

t.test('a second import of anything changes nothing', async t => {
  const text = fc.string({ maxLength: 4 });
  const version = fc.record({
    ...{ number: fc.integer({ min: 1, max: 4 }), description: text, source: text },
    ...{ created: fc.integer({ min: -1, max: 5 }), updated: fc.integer({ min: 0, max: 5 }) },
  });
  const versions = fc.uniqueArray(version, { selector: ({ number }) => number, maxLength: 4 });
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { maxLength: 3 });
  fc.assert(
    fc.property(versions, numbers, fc.boolean(), (drawn, taken, isHere) => {
      const versions = drawn.map(one => mlflowVersion(one.number, one));
      const model = mlflowRegistered({ versions, aliases: { best: drawn[0]?.number ?? 1 } });
      const own = sampleModel({ name: 'net', versions: taken.map(number => sampleVersion(number)) });
      const here = isHere ? own : undefined;
      const once = planRegistered(model, here, nowhere)?.model ?? here;
      t.equal(planRegistered(model, once, nowhere), undefined);
      t.equal(new Set(once?.versions.map(({ number }) => number)).size, once?.versions.length);
    }),
  );
});

t.test('what is new there comes, and what was changed here since stays', async t => {
  const here = brought(there);
  const newer = mlflowRegistered({
    ...{ ...there, description: 'sorts better', aliases: { best: 4 }, updated: STARTED + 20 },
    versions: [
      mlflowVersion(1, { stage: 'Archived', updated: STARTED + 15 }),
      ...there.versions.slice(1),
      mlflowVersion(4),
    ],
  });
  const planned = planRegistered(newer, here, nowhere);
  t.match(planned, { added: 1, model: { description: 'sorts better', updated: later(20) } });
  t.match(planned?.model.versions, [{ stage: 'Archived' }, { number: 3 }, { number: 4 }]);
  t.equal(planned?.model.aliases.best, planned?.model.versions[2]?.id);
  const edited = { ...here, description: 'ours', aliases: {}, updated: later(30) };
  const versions = here.versions.map(one => ({ ...one, stage: 'Staging', updated: later(30) }));
  const kept = planRegistered(newer, { ...edited, versions }, nowhere)?.model;
  t.match(kept, { description: 'ours', updated: later(30) });
  t.same(
    kept?.versions.map(({ stage }) => stage),
    ['Staging', 'Staging', 'None'],
  );
});

t.test('the run of a version may come after it', async t => {
  const here = brought(there);
  const planned = planRegistered(there, here, new Map([[1, 'mlflow-artifacts:/0/r/artifacts/x']]));
  t.match(planned?.model.versions, [{ location: 'mlflow-artifacts:/0/r/artifacts/x' }, {}]);
});

t.test('a number that is taken here is named, and an alias follows its version', async t => {
  const own = sampleModel({
    ...{ name: 'net', description: 'ours', tags: { team: 'b' }, created: later(-5) },
    versions: [sampleVersion(1), sampleVersion(3)],
  });
  const planned = planRegistered(there, own, nowhere);
  t.match(planned, {
    added: 2,
    losses: [
      { path: 'models/net/version-1', why: /^is version 4 here/ },
      { path: 'models/net/version-3', why: /^is version 5 here/ },
    ],
    model: { description: 'ours', tags: { team: 'b' } },
  });
  const best = planned?.model.versions.find(({ id }) => id === planned.model.aliases.best);
  t.match(best, { number: 5, stage: 'Production' });
});

t.test('a version that was deleted there has its number for ever, and is told no more', async t => {
  const versions = there.versions.map(one => ({ ...one, deleted: one.number === 3, updated: STARTED + 9 }));
  const [first, later] = [undefined, brought(there)].map(here =>
    planRegistered({ ...there, versions, aliases: {} }, here, nowhere),
  );
  t.match(first, { added: 1, model: { versions: [{ removed: false }, { number: 3, removed: true }] } });
  t.match(later, { added: 0, model: { aliases: {}, versions: [{ removed: false }, { removed: true }] } });
});

t.test('a version that is removed here stays so', async t => {
  const here = brought(there);
  const versions = here.versions.map(one => ({ ...one, removed: true, updated: later(5) }));
  const planned = planRegistered(there, { ...here, versions, aliases: {}, updated: later(50) }, nowhere);
  t.equal(planned, undefined);
});

t.test('it is found whatever it is called by now, removed or not; another one by its name alone', async t => {
  const here = brought(there);
  t.equal(findHere([{ ...here, name: 'renamed' }], there)?.id, here.id);
  t.equal(findHere([{ ...here, removed: true }], there)?.id, here.id);
  const own = sampleModel({ name: 'net', created: later(-5) });
  t.equal(findHere([own], there), own);
  t.equal(findHere([{ ...own, removed: true }], there), undefined);
  t.equal(findHere([own], { ...there, name: 'x', ours: own.id }), own);
});
