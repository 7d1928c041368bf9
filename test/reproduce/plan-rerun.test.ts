import t from 'tap';
import { describePlace, fillRedacted, planRerun } from '../../src/reproduce/plan-rerun.ts';
import { paramOfText } from '../../src/run/param.ts';
import { sampleRun } from '../support/run-rows.ts';

const commit = '0123456789abcdef0123456789abcdef01234567';
const { command } = sampleRun();

t.test('a run is planned again as it was, under its own lineage', t => {
  const run = sampleRun({
    command: { ...command, cwd: 'src', outputs: ['out/*'] },
    params: {
      lr: paramOfText('0.10', { kind: 'option' }),
      epochs: paramOfText('3', { kind: 'argv', index: 3, joined: false }),
    },
    seed: '18446744073709551615',
    note: 'of then',
    tags: { star: 'true' },
  });
  t.same(planRerun({ run, commit, inputs: [] }), {
    argv: command.argv,
    cwd: 'src',
    params: { lr: '0.10' },
    seed: '18446744073709551615',
    experiment: 'digits',
    outputs: ['out/*'],
    inputs: [],
    lineage: [{ relation: 'rerun-of', id: run.id, commit }],
    redacted: [],
  });
  t.end();
});

t.test('a run cannot be executed outside of its tree', t => {
  for (const cwd of ['..', '/etc', 'a/../../b', '.git/hooks', ''])
    t.throws(() => planRerun({ run: sampleRun({ command: { ...command, cwd } }), commit, inputs: [] }), {
      name: 'UnsafePathError',
    });
  t.end();
});

const secretive = planRerun({
  run: sampleRun({
    command: {
      ...command,
      argv: ['sync', '--token', '[redacted]', 'https://ada:[redacted]@host/x'],
      redacted: [2, 3, 9],
    },
    params: { api_key: paramOfText('[redacted]', { kind: 'option' }) },
  }),
  commit,
  inputs: [],
});

t.test('secrets are asked for where they stood', t => {
  t.same(secretive.redacted.map(describePlace), [
    'word 3, [redacted]',
    'word 4, https://ada:[redacted]@host/x',
    'param api_key',
  ]);
  t.end();
});

t.test('answers go where the secrets stood, as they are', t => {
  const filled = fillRedacted(secretive, ['$&', 'pa$$', 'key', 'too many']);
  t.same(filled.argv, ['sync', '--token', '$&', 'https://ada:pa$$@host/x']);
  t.same(filled.params, { api_key: 'key' });
  t.same(filled.redacted, []);
  t.equal(fillRedacted(secretive, ['x']).redacted.length, 2, 'those without an answer are still open');
  t.end();
});

t.test('a run whose command nobody has recorded cannot be repeated', async t => {
  const run = sampleRun({ command: { ...command, argv: [] } });
  t.throws(() => planRerun({ run, commit, inputs: [] }), {
    code: 'missing-for-rerun',
    message: /lacks its command/,
  });
});
