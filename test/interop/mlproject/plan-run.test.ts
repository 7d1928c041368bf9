import t from 'tap';
import { planProjectRun } from '../../../src/interop/mlproject/plan-run.ts';
import { withoutSecrets } from '../../../src/record/plan.ts';

const resolved = {
  values: new Map([
    ['data', { text: 'x y', fromDirectory: true }],
    ['password', { text: "it's" }],
  ]),
  extra: new Map([['lr', { text: '{data}' }]]),
  written: { data: 'ml/x y', password: "it's", lr: '{data}' },
};
const entry = { parameters: new Map(), command: 'train {data} -p {password} {{data}}' };

t.test('the command is a text for a shell, filled once', async t => {
  const { argv, params, fill } = planProjectRun(['bash', '-c'], entry, resolved);
  t.same(params, resolved.written);
  const filled = fill(argv, params);
  t.same(filled.argv, ['bash', '-c', `train "$PWD"/'x y' -p 'it'\\''s' {data} --lr '{data}'`]);
  t.same([...filled.filled], ['data', 'password', 'lr']);
});

t.test('a secret among the parameters is not in what is kept of the command', async t => {
  const { argv: typed, params: options, fill } = planProjectRun(['bash', '-c'], entry, resolved);
  const { argv } = fill(typed, options);
  const kept = withoutSecrets({ typed, argv, options, fill }, {});
  t.same(kept.argv, ['bash', '-c', `train "$PWD"/'x y' -p '[redacted]' {data} --lr '{data}'`]);
  t.same(kept.redacted, [2]);
});

t.test('a value that has no safe place is told before anything is begun', async t => {
  const command = 'echo `train {password}`';
  t.throws(() => planProjectRun(['sh', '-c'], { ...entry, command }, resolved), { code: 'project' });
});
