import fc from 'fast-check';
import t from 'tap';
import {
  fillPlaceholders,
  joinParams,
  leaveUnfilled,
  paramVariable,
  withoutSecrets,
} from '../../src/record/plan.ts';
import { type Params, paramOfText, printParam } from '../../src/run/param.ts';
import { paramsOfArgv } from '../../src/run/param-argv.ts';

t.test('the origin nearest to the program wins, in whatever order params were found', async t => {
  const file: Params = { a: paramOfText('1', { kind: 'file', path: 'p', key: 'a' }) };
  const argv: Params = { a: paramOfText('2', { kind: 'argv', index: 1, joined: true }) };
  const option: Params = { a: paramOfText('3', { kind: 'option' }) };
  const event: Params = { a: paramOfText('4', { kind: 'event' }) };
  fc.assert(
    fc.property(fc.shuffledSubarray([file, argv, option, event], { minLength: 1 }), found => {
      const last = [file, argv, option, event].filter(params => found.includes(params)).at(-1);
      return joinParams(found).a === last?.a;
    }),
  );
  t.equal(
    joinParams([event, { a: paramOfText('5', { kind: 'event' }) }]).a?.value,
    5,
    'of equal ones the later',
  );
  t.same(joinParams([]), {});
});

t.test('a param may have any name', async t => {
  const params: Params = {
    ['__proto__']: paramOfText('1', { kind: 'option' }),
    constructor: paramOfText('2', { kind: 'option' }),
  };
  t.same(Object.keys(joinParams([params, { toString: paramOfText('3', { kind: 'event' }) }])), [
    '__proto__',
    'constructor',
    'toString',
  ]);
});

t.test('placeholders are filled, each as often as it stands there; others are left', async t => {
  const { argv, filled } = fillPlaceholders(['p', '--lr={lr}', '{lr}{bs}', '{other}', '{}', "'{x'"], {
    lr: '0.1',
    bs: '8',
    free: '1',
  });
  t.same(argv, ['p', '--lr=0.1', '0.18', '{other}', '{}', "'{x'"]);
  t.same([...filled], ['lr', 'bs']);
});

t.test('a value is filled in as it is, never read again', async t => {
  const { argv } = fillPlaceholders(['{a}', '{toString}'], { a: '{b} $& $1', b: 'x' });
  t.same(argv, ['{b} $& $1', '{toString}']);
});

t.test('a param without a placeholder has a variable any shell can read', async t => {
  t.equal(paramVariable('optimizer.lr-0'), 'GIT_RUN_PARAM_OPTIMIZER_LR_0');
  t.equal(paramVariable('ключ'), 'GIT_RUN_PARAM_____');
});

t.test('a secret is hidden wherever its placeholder stands', async t => {
  const typed = ['p', '--key={token}', '--pw', '{token}', '--lr', '{lr}', 'x{token}y', '--password', 'p'];
  const options = { token: 'hunter2', lr: '1' };
  const { argv } = fillPlaceholders(typed, options);
  const hidden = withoutSecrets({ typed, argv, options, fill: fillPlaceholders }, paramsOfArgv(argv));
  t.same(hidden.argv, [
    'p',
    '--key=[redacted]',
    '--pw',
    '[redacted]',
    '--lr',
    '1',
    'x[redacted]y',
    '--password',
    '[redacted]',
  ]);
  t.same(hidden.redacted, [1, 3, 6, 8]);
  const shown = Object.entries(hidden.params).map(([key, param]) => `${key}=${printParam(param)}`);
  t.same(shown, ['key=[redacted]', 'pw=[redacted]', 'lr=1', 'password=[redacted]']);
  t.notMatch(JSON.stringify(hidden), 'hunter2');
});

t.test('what holds no secret is as it was', async t => {
  const argv = ['python', 'train.py', '--tokenizer', 'bert'];
  const params = paramsOfArgv(argv);
  t.same(withoutSecrets({ typed: argv, argv, options: {}, fill: leaveUnfilled }, params), {
    argv,
    redacted: [],
    params,
  });
});
