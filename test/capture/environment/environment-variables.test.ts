import fc from 'fast-check';
import t from 'tap';
import { keptVariables, looksSecret } from '../../../src/capture/environment/environment-variables.ts';

t.test('variables that can change a result are kept, others are not', async t => {
  const env = {
    PYTHONHASHSEED: '0',
    OMP_NUM_THREADS: '4',
    CUDA_VISIBLE_DEVICES: '0',
    LC_ALL: 'C',
    TOKENIZERS_PARALLELISM: 'false',
    USER: 'ada',
    EDITOR: 'vi',
    SLURM_JOB_ID: '7',
    LANG: undefined,
  };
  t.same(
    { ...keptVariables(env, []) },
    {
      PYTHONHASHSEED: '0',
      OMP_NUM_THREADS: '4',
      CUDA_VISIBLE_DEVICES: '0',
      LC_ALL: 'C',
      TOKENIZERS_PARALLELISM: 'false',
    },
  );
});

t.test('more can be asked for, by name or by prefix', async t => {
  const env = { WANDB_MODE: 'offline', WANDB_DIR: '/x', WANDBX: '1', STAGE: 'test', STAGES: '2' };
  t.same(
    { ...keptVariables(env, ['WANDB_*', 'STAGE']) },
    { WANDB_MODE: 'offline', WANDB_DIR: '/x', STAGE: 'test' },
  );
});

t.test('a name that looks like a secret is never kept, even if asked for', async t => {
  const names = [
    'WANDB_API_KEY',
    'HF_TOKEN',
    'DB_PASSWORD',
    'db_pwd',
    'NCCL_AUTH',
    'AWS_SESSION_ID',
    'my_Secret',
  ];
  const env = Object.fromEntries(names.map(name => [name, 'hunter2']));
  t.same(Object.keys(keptVariables(env, [...names, '*'])), []);
  const word = fc.constantFrom('key', 'TOKEN', 'Secret', 'PASS', 'CRED', 'auth', 'COOKIE', 'SESSION');
  fc.assert(
    fc.property(fc.string(), word, fc.string(), (before, secret, after) => {
      const name = `${before}${secret}${after}`;
      if (name === 'TOKENIZERS_PARALLELISM') return;
      t.ok(looksSecret(name)) || t.fail(name);
    }),
    { numRuns: 50 },
  );
});

t.test('a variable named __proto__ does no harm', async t => {
  const env = JSON.parse('{"__proto__":"x","TZ":"UTC"}');
  const kept = keptVariables(env, ['__proto__']);
  t.same(Object.keys(kept).sort(), ['TZ', '__proto__']);
  t.equal(Object.getPrototypeOf(kept), null);
});
