import t from 'tap';
import { writeHistories, writeTexts } from '../../../src/interop/mlflow-server/write-batches.ts';
import { fakeMlflow, refuse } from '../../support/fake-mlflow.ts';

t.test('what is refused is found among the others, which are taken', async t => {
  const had: string[] = [];
  const { server, asked } = await fakeMlflow(t, {
    '/runs/log-batch': (request, response) => {
      const keys = request.json.params.map(({ key }: { key: string }) => key);
      if (keys.includes('bad')) return refuse(400, 'INVALID_PARAMETER_VALUE', 'bad key')(request, response);
      had.push(...keys);
      return {};
    },
  });
  const texts = Object.fromEntries(
    ['bad', ...Array.from({ length: 249 }, (_, at) => `k${at}`)].map(key => [key, 'v']),
  );
  const lost: string[] = [];
  await writeTexts(server, 'r', {
    kind: 'params',
    texts,
    lose: (path, why) => void lost.push(`${path} ${why}`),
  });
  t.equal(new Set(had).size, 249);
  t.match(lost, [/^params\/bad is not taken: the server says: bad key/]);
  t.ok(asked.length < 20);
  await writeTexts(server, 'r', {
    ...{ kind: 'params', texts: { long: 'x'.repeat(7000) } },
    lose: (path, why) => void lost.push(`${path} ${why}`),
  });
  t.match(lost[1], /params\/long has 7000 characters, of which 6000/);
});

t.test('points go a thousand at a time, with what they were measured on', async t => {
  const sizes: number[] = [];
  const first: object[] = [];
  const { server } = await fakeMlflow(t, {
    '/runs/log-batch': ({ json, text }) => {
      sizes.push(json.metrics.length);
      if (first.length === 0) first.push(json.metrics[0], { text: /"step":9007199254740993,/.test(text) });
      return {};
    },
  });
  const step = Array.from({ length: 1500 }, (_, at) => (at === 0 ? 2n ** 53n + 1n : at));
  const history = {
    ...{ key: 'acc', step, value: step.map(() => Number.NaN), timestamp: step.map(() => 1) },
    datasets: [{ points: 1, name: 'iris', digest: 'd', model: 'm' }, { points: 1499 }],
  };
  await writeHistories(server, 'r', { histories: [history], modelOf: () => 'm-there', lose() {} });
  t.same(sizes, [1000, 500]);
  t.match(first, [{ value: 'NaN', dataset_name: 'iris', model_id: 'm-there' }, { text: true }]);
});
