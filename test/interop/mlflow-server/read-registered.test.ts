import t from 'tap';
import type { MlflowRegistered } from '../../../src/interop/mlflow-runs/mlflow-registered.ts';
import { readRegistered } from '../../../src/interop/mlflow-server/read-registered.ts';
import { CUT, fakeMlflow, refuse, type Say } from '../../support/fake-mlflow.ts';
import { STARTED } from '../../support/mlruns-store.ts';

async function read(t: Parameters<typeof fakeMlflow>[0], says: Record<string, Say>) {
  const { server } = await fakeMlflow(t, says);
  const [models, lost]: [MlflowRegistered[], string[]] = [[], []];
  const lose = (path: string, why: string) => void lost.push(`${path} ${why}`);
  for await (const model of readRegistered(server, lose)) models.push(model);
  return { models, lost };
}

const plain: Say = ({ query }) =>
  query.has('filter')
    ? { registered_models: [{ name: 'greeting' }] }
    : query.has('page_token')
      ? { registered_models: [{ name: "it's" }] }
      : {
          registered_models: [
            {
              ...{ name: 'net', description: 'sorts', creation_timestamp: STARTED },
              last_updated_timestamp: STARTED + 1,
              tags: [
                { key: 'team', value: 'a' },
                { key: 'gitrun.id', value: 'x' },
              ],
              aliases: [{ alias: 'best', version: '2' }],
            },
          ],
          next_page_token: 'more',
        };

t.test('models, prompts too, come page by page with all their versions', async t => {
  const asked: string[] = [];
  const { models, lost } = await read(t, {
    '/registered-models/search': plain,
    '/model-versions/search': ({ query }) => {
      const filter = query.get('filter') ?? '';
      asked.push(filter);
      if (!filter.includes('net')) return {};
      const version = { version: '2', source: 'models:/line/1', run_id: 'r', model_id: 'm-1', name: 'net' };
      return query.has('page_token')
        ? { model_versions: [{ version: '1', source: 's3://x', current_stage: 'Staging' }] }
        : { model_versions: [version, { version: 'odd' }], next_page_token: 'more' };
    },
    '/model-versions/get-download-uri': () => ({ artifact_uri: 'mlflow-artifacts:/0/models/m-1/artifacts' }),
  });
  t.match(models, [
    {
      ...{ name: 'net', ours: 'x', description: 'sorts', aliases: { best: 2 }, created: STARTED },
      versions: [
        { number: 1, stage: 'Staging' },
        { number: 2, stored: 'mlflow-artifacts:/0/models/m-1/artifacts', run: 'r', model: 'm-1' },
      ],
    },
    { name: "it's", versions: [] },
    { name: 'greeting' },
  ]);
  t.same(models[0]?.tags, { team: 'a' });
  t.same(lost, ['models/net/version-odd is no version: it has no number']);
  t.same(
    [...new Set(asked)],
    ["name = 'net'", `name = "it's"`, "name = 'greeting' AND tags.`mlflow.prompt.is_prompt` = 'true'"],
  );
});

t.test('a server that does not know of them has none', async t => {
  t.same(await read(t, {}), { models: [], lost: [] });
});

t.test('versions that are not given are told, and the model comes', async t => {
  for (const say of [refuse(400, 'INVALID_PARAMETER_VALUE'), CUT]) {
    const { models, lost } = await read(t, {
      '/registered-models/search': ({ query }) =>
        query.has('filter') ? {} : { registered_models: [{ name: 'net' }] },
      '/model-versions/search': say,
      '/experiments/get': refuse(404, 'NONE'),
    });
    t.match(models, [{ name: 'net', versions: [] }]);
    t.match(lost, [/^models\/net has versions that are not given/]);
  }
});
