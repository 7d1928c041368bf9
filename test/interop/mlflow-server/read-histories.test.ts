import t from 'tap';
import { identity } from '../../../src/interop/mlflow/points.ts';
import { readHistories, readPoint } from '../../../src/interop/mlflow-server/read-histories.ts';
import { fakeMlflow, PAGE_500, type Say } from '../../support/fake-mlflow.ts';

async function read(t: Parameters<typeof fakeMlflow>[0], say: Say, known = new Map()) {
  const { server, asked } = await fakeMlflow(t, { '/metrics/get-history': say });
  const lost: [string, string][] = [];
  const lose = (key: string, why: string) => void lost.push([key, why]);
  const histories = await readHistories(server, { runId: 'r', keys: ['loss', 'acc'], known, lose });
  return { histories, lost, asked };
}
const point = (step: number) => ({ key: 'x', value: step / 10, timestamp: 5, step });

t.test('pages are joined, and what is exact stays exact', async t => {
  const large =
    '{"metrics":[{"value":"NaN","timestamp":9007199254740993,"step":-1},{"value":"-Infinity","timestamp":"7"}]}';
  const { histories, lost } = await read(t, ({ query }) => {
    if (query.get('metric_key') === 'acc') return large;
    return query.get('page_token') === null
      ? { metrics: [point(1), point(2)], next_page_token: 'two' }
      : { metrics: [point(2), point(3)] };
  });
  t.same(histories, [
    { key: 'loss', step: [1, 2, 3], value: [0.1, 0.2, 0.3], timestamp: [5, 5, 5] },
    {
      ...{ key: 'acc', step: [-1, 0], value: [Number.NaN, Number.NEGATIVE_INFINITY] },
      timestamp: [9007199254740993n, 7],
    },
  ]);
  t.same(lost, []);
});

t.test(
  'a history that is not given, makes no sense or has no end is told, and the others are read',
  async t => {
    let page = 0;
    const { histories, lost, asked } = await read(t, (request, response) =>
      request.query.get('metric_key') === 'loss'
        ? PAGE_500(request, response)
        : { metrics: [point(1), { value: 'x' }], next_page_token: `${page++}` },
    );
    t.match(histories, [{ key: 'acc', value: [0.1] }]);
    t.match(lost, [
      ['loss', 'is not given: the server answers with 500'],
      ['acc', /without end/],
      ['acc', /has 2 points that make no sense/],
    ]);
    t.ok(asked.length < 10);
  },
);

t.test('what models tell of points is theirs', async t => {
  const measured = { model: 'm-1', dataset: { name: 'iris', digest: 'd' } };
  const told = { ...(readPoint(point(2)) as object), ...measured };
  const known = new Map([[identity('loss', told as never), told]]);
  const { histories } = await read(t, () => ({ metrics: [point(1), point(2)] }), known);
  t.same(histories[0]?.datasets, [{ points: 1 }, { points: 1, name: 'iris', digest: 'd', model: 'm-1' }]);
});
