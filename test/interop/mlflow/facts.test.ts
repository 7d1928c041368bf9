import fc from 'fast-check';
import t from 'tap';
import {
  addFact,
  type Fact,
  needsFact,
  noFacts,
  printFact,
  readFacts,
  storedIdentity,
} from '../../../src/interop/mlflow/facts.ts';
import type { ModelId } from '../../../src/interop/mlflow/model-id.ts';

const model = {
  id: 'm-1' as ModelId,
  name: 'net',
  status: 'LOGGED_MODEL_PENDING',
  created: 1,
  updated: 1,
  params: [],
  tags: [{ key: 'a', value: '' }],
} as const;
const dataset = { dataset: { name: 'd', digest: 'x' }, tags: [] };

t.test('the file tells what was noted', async t => {
  const facts: Fact[] = [
    { kind: 'dataset', ...dataset },
    { kind: 'dataset', dataset: { name: 'd', digest: 'x', source: 'again' }, tags: [] },
    { kind: 'model input', model: 'm-0' },
    { kind: 'model output', model: 'm-1', step: 9007199254740993n },
    { kind: 'model', model },
    { kind: 'model', model: { ...model, status: 'LOGGED_MODEL_READY' } },
    { kind: 'model', model: { ...model, id: 'm-2' as ModelId } },
    { kind: 'no model', model: 'm-2' as ModelId },
    {
      kind: 'point',
      key: 'acc',
      point: { value: Number.NaN, timestamp: 5, step: 9007199254740993n, model: 'm-1' },
    },
  ];
  const noted = noFacts();
  for (const fact of facts) addFact(noted, fact);
  t.same(readFacts(facts.map(printFact).join('')), noted);
  t.same([...noted.datasets.values()], [dataset], 'of a data set the first');
  t.equal(noted.models.get('m-1')?.status, 'LOGGED_MODEL_READY', 'of a model the last');
  t.equal(noted.models.size, 1);
  t.equal(noted.modelCount, 2, 'one that was deleted is counted');
});

t.test('a point is found by what a run keeps of it, whose numbers are doubles', async t => {
  const point = { value: 1, timestamp: 5, step: 9007199254740993n };
  t.equal(storedIdentity('k', point), storedIdentity('k', { ...point, step: 2 ** 53 }));
  t.ok(needsFact(point));
  t.notOk(needsFact({ value: 1, timestamp: 5, step: 1 }));
});

t.test('lines of a newer git-run, and halves of lines, are passed over', async t => {
  t.same(readFacts('{"kind":"new"}\n{"kind":"us\nnull\n7\n').models.size, 0);
  fc.assert(fc.property(fc.string(), text => readFacts(text).datasets.size === 0));
});
