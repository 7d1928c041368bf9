import t from 'tap';
import { parseCanonical } from '../../src/run/json.ts';
import { printJson, printRunsJson, runJson } from '../../src/view/run-json.ts';
import { liveRow, sampleRow } from '../support/run-rows.ts';

t.test('a run has its documented shape', async t => {
  const row = sampleRow({ outcome: { status: 'failed', exitCode: 1 }, tags: { stage: 'dev' } });
  t.same(JSON.parse(printRunsJson([row])), {
    version: 1,
    runs: [
      {
        id: row.id,
        name: 'swift-otter',
        experiment: 'digits',
        status: 'failed',
        exitCode: 1,
        started: '2026-11-02T13:00:00.000Z',
        ended: '2026-11-02T13:00:12.500Z',
        duration: 12.5,
        params: { lr: 0.1 },
        metrics: { acc: { last: 0.97222, min: 0.61, max: 0.98, count: 10, step: 9 } },
        tags: { stage: 'dev' },
        note: '',
        source: {
          commit: '4f1c2a9b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f',
          head: '9e8d7c6b12345678901234567890123456789012',
          branch: 'main',
          dirty: false,
        },
        artifacts: { count: 0, bytes: 0 },
        commit: '0123456789abcdef0123456789abcdef01234567',
        trashed: false,
      },
    ],
  });
});

t.test('what is not known is left out', async t => {
  const shown = runJson(liveRow());
  for (const key of ['ended', 'duration', 'exitCode', 'signal', 'source', 'commit'])
    t.notOk(key in shown, key);
  t.equal(runJson(sampleRow({ outcome: { status: 'killed', signal: 'SIGTERM' } })).signal, 'SIGTERM');
  t.notOk('exitCode' in runJson(sampleRow({ outcome: { status: 'lost', why: 'x' } })));
});

t.test('numbers that JSON lacks come back', async t => {
  const answer = { a: Number.NaN, b: 9007199254740993n };
  t.same({ ...(parseCanonical(printJson(answer)) as object) }, answer);
});

t.test('a key may be called anything', async t => {
  const origin = { kind: 'option' } as const;
  const params = Object.assign(Object.create(null), { ['__proto__']: { value: 1, origin } });
  t.match(printRunsJson([sampleRow({ params })]), '"__proto__": 1');
});

t.test('nothing in it moves a cursor', async t => {
  const shown = printRunsJson([sampleRow({ name: 'a\x9b2J\u202e', note: '\x7f\x1b' })]);
  t.match(shown, '"a\\u009b2J\\u202e"');
  t.match(shown, '"\\u007f\\u001b"');
});
