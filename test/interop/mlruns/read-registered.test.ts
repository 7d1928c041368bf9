import t from 'tap';
import { openStore } from '../../../src/interop/mlruns/open-store.ts';
import { readRegistered } from '../../../src/interop/mlruns/read-registered.ts';
import { STARTED, writeFiles } from '../../support/mlruns-store.ts';

/** As MLflow writes them. */
const MODEL = `aliases:\n  best: '2'\ncreation_timestamp: ${STARTED}\ndescription: 'sorts

  numbers'\nlast_updated_timestamp: ${STARTED + 5}\nname: net\n`;
const version = (number: number, more = '') =>
  `creation_timestamp: ${STARTED + number}\ncurrent_stage: None\ndescription: null\nlast_updated_timestamp: ${STARTED + 5}\n` +
  `model_id: m-1\nname: net\nrun_id: abc\nrun_link: null\nsource: models:/m-1\nstatus: READY\nversion: ${number}\n${more}`;

function read(t: { testdir(): string }, files: Readonly<Record<string, string>>) {
  const top = t.testdir();
  writeFiles(top, files);
  const store = openStore(top);
  return { models: [...readRegistered(store)], losses: store.losses() };
}

t.test('a registered model is read as MLflow writes it', async t => {
  const { models, losses } = read(t, {
    'models/net/meta.yaml': MODEL,
    'models/net/tags/team/a': 'b',
    'models/net/aliases/best': '2',
    'models/net/version-10/meta.yaml': version(10),
    'models/net/version-2/meta.yaml': version(2, 'storage_location: /x/0/models/m-1/artifacts\n'),
    'models/net/version-2/tags/checked': 'yes',
  });
  t.same(losses, []);
  t.same(models.length, 1);
  t.match(models[0], {
    ...{ name: 'net', path: 'models/net', description: 'sorts\nnumbers', aliases: { best: 2 } },
    ...{ tags: { 'team/a': 'b' }, created: STARTED, updated: STARTED + 5 },
  });
  t.match(models[0]?.versions, [
    {
      ...{ number: 2, source: 'models:/m-1', stored: '/x/0/models/m-1/artifacts', run: 'abc', model: 'm-1' },
      ...{ description: '', stage: 'None', tags: { checked: 'yes' }, created: STARTED + 2 },
    },
    { number: 10 },
  ]);
});

t.test('a version that was deleted is still there, and is told as such', async t => {
  const meta = version(1).replace('current_stage: None', 'current_stage: Deleted_Internal');
  const { models, losses } = read(t, {
    'models/net/meta.yaml': MODEL,
    'models/net/version-1/meta.yaml': meta,
  });
  t.match(models, [{ versions: [{ number: 1, deleted: true, stage: 'None' }] }]);
  t.same(losses, []);
});

t.test('a store without any has none', async t => {
  t.same(read(t, { '0/meta.yaml': 'name: x\n' }), { models: [], losses: [] });
});

t.test('what is damaged is told, and the rest is taken', async t => {
  const { models, losses } = read(t, {
    'models/net/meta.yaml': '{',
    'models/net/aliases/best': 'two',
    'models/net/version-1/meta.yaml': version(1),
    'models/net/version-2/meta.yaml': '',
    'models/net/version-3/meta.yaml': version(4),
    'models/net/version-x/meta.yaml': version(5),
    'models/empty/tags/x': '1',
  });
  t.match(models, [{ name: 'net', created: STARTED + 1, versions: [{ number: 1 }, { number: 3 }] }]);
  t.same(losses.map(({ path }) => path).sort(), [
    'models/empty',
    'models/net',
    'models/net/aliases/best',
    'models/net/meta.yaml',
    'models/net/version-2',
    'models/net/version-2/meta.yaml',
    'models/net/version-3/meta.yaml',
    'models/net/version-x',
  ]);
});
