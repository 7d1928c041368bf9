import t from 'tap';
import { registeredModelMessage, versionMessage } from '../../../src/interop/mlflow/registry-messages.ts';
import { printMessage } from '../../../src/interop/mlflow/wire.ts';
import { sampleModel, sampleVersion } from '../../support/registered-models.ts';
import { NOW } from '../../support/run-rows.ts';

const first = sampleVersion(1, { run: 'r', model: 'm-1', runLink: 'l', description: 'd', tags: { k: 'v' } });
const gone = sampleVersion(2, { removed: true });
const model = sampleModel({
  versions: [first, gone],
  ...{ aliases: { best: first.id, lost: gone.id }, tags: { team: 'a' }, description: 'flowers' },
});
const ofFirst = {
  ...{ name: 'iris', version: '1', creation_timestamp: NOW, last_updated_timestamp: NOW },
  ...{ current_stage: 'None', description: 'd', source: 's3://there/model', run_id: 'r', run_link: 'l' },
  ...{ model_id: 'm-1', status: 'READY', tags: [{ key: 'k', value: 'v' }], aliases: ['best'] },
};

t.test('a model is told with its latest versions and its aliases, numbers as texts', async t => {
  t.strictSame(registeredModelMessage(model), {
    ...{ name: 'iris', creation_timestamp: NOW, last_updated_timestamp: NOW, description: 'flowers' },
    ...{ latest_versions: [ofFirst], tags: [{ key: 'team', value: 'a' }] },
    aliases: [{ alias: 'best', version: '1' }],
  });
  t.strictSame(versionMessage({ model, version: first }), ofFirst);
});

t.test('what is empty is not told', async t => {
  const message = JSON.parse(printMessage(registeredModelMessage(sampleModel())));
  t.same(Object.keys(message), ['name', 'creation_timestamp', 'last_updated_timestamp']);
});
