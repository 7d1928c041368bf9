import t from 'tap';
import { printRunJson, runDetailJson } from '../../src/view/run-detail-json.ts';
import { liveRow, sampleRow } from '../support/run-rows.ts';

const bare = { artifacts: [], inputs: [], environment: undefined };

t.test('one run is told whole', async t => {
  const artifacts = [{ path: 'model.pkl', size: 3, sha256: 'ab' }];
  const detail = {
    row: sampleRow({ seed: '42' }),
    artifacts,
    inputs: [],
    environment: { os: { id: 'debian' } },
  };
  const { version, run } = JSON.parse(printRunJson(detail));
  t.equal(version, 1);
  t.match(run, {
    name: 'swift-otter',
    exitCode: 0,
    params: { lr: 0.1 },
    origins: { lr: { kind: 'argv', index: 3, joined: false } },
    source: { branch: 'main', dirty: false, omitted: [] },
    command: { argv: ['python', 'train.py', '--lr', '0.10'] },
    environment: { os: { id: 'debian' } },
    seed: '42',
    artifacts,
    author: 'Ada Author <ada@example.com>',
    host: { name: 'node7' },
  });
});

t.test('of a run in progress, what is known', async t => {
  const shown = runDetailJson({ row: liveRow(), ...bare });
  for (const key of ['command', 'source', 'environment', 'seed', 'why']) t.notOk(key in shown, key);
});

t.test('a lost run says why', async t => {
  const row = sampleRow({ outcome: { status: 'lost', why: 'no heartbeat' } });
  t.equal(runDetailJson({ row, ...bare }).why, 'no heartbeat');
});
