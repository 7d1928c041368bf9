import fc from 'fast-check';
import t from 'tap';
import { bestRuns } from '../../src/query/best.ts';
import { parseKey } from '../../src/query/lookup.ts';
import { paramOfText } from '../../src/run/param.ts';
import type { RunRow } from '../../src/run/run-row.ts';
import { idAt, NOW, sampleRow } from '../support/run-rows.ts';

const summary = (last: number) => ({ last, min: last, max: last, count: 1, step: 0 });
let count = 0;
const rowOf = (model: string | undefined, acc: number | undefined): RunRow =>
  sampleRow({
    id: idAt(NOW + count++ * 1000),
    params: model === undefined ? {} : { model: paramOfText(model, { kind: 'option' }) },
    metrics: acc === undefined ? {} : { acc: summary(acc) },
  });
function bestOf(rows: readonly RunRow[], per: readonly string[], key = 'metrics.acc') {
  const best = bestRuns(
    parseKey(key),
    per.map(one => parseKey(one)),
  );
  for (const row of rows) best.add(row);
  return best;
}

t.test('of each group the best run stays, and the best of all comes first', async t => {
  const rows = [rowOf('a', 1), rowOf('b', 5), rowOf('a', 3), rowOf('b', Number.NaN), rowOf('c', undefined)];
  t.same(bestOf(rows, ['params.model']).rows(), [rows[1], rows[2]]);
  t.same(bestOf(rows, []).rows(), [rows[1]]);
  t.same(bestOf([], []).rows(), []);
});

t.test('of equally good ones the newest is best, in whatever order they come', async t => {
  const [old, young] = [rowOf('a', 1), rowOf('a', 1)];
  t.same(bestOf([old, young], ['params.model']).rows(), [young]);
  t.same(bestOf([young, old], ['params.model']).rows(), [young]);
});

t.test('keys that no run has are told', async t => {
  const { idle } = bestOf([rowOf('a', undefined)], ['params.mode']);
  t.same(
    idle().map(({ name }) => name),
    ['acc', 'mode'],
  );
});

t.test('every group that has a value has one best run, and none is better', async () => {
  const row = fc.record({ model: fc.constantFrom('a', 'b', '1', undefined), acc: fc.double() });
  fc.assert(
    fc.property(fc.array(row), all => {
      const rows = all.map(({ model, acc }) => rowOf(model, acc));
      const best = bestOf(rows, ['params.model']).rows();
      const modelOf = (one: RunRow) => String(one.params.model?.value);
      const accOf = (one: RunRow) => one.metrics.acc?.last as number;
      const models = best.map(modelOf);
      return (
        new Set(models).size === new Set(rows.map(modelOf)).size &&
        new Set(models).size === models.length &&
        rows.every(one => !best.some(other => modelOf(other) === modelOf(one) && accOf(one) > accOf(other)))
      );
    }),
  );
});
