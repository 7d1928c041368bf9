import fc from 'fast-check';
import t from 'tap';
import { type Params, paramOfText } from '../../src/run/param.ts';
import {
  REDACTED,
  redactArgv,
  redactEnvironment,
  redactParams,
  redactText,
} from '../../src/secrets/redact.ts';
import { plantedSecrets } from '../support/secret-corpus.ts';

const R = REDACTED;
const GITHUB = `ghp_${'a1B2'.repeat(9)}`;

t.test('what is a secret on a command line is taken out', async t => {
  const cases: [string, string][] = [
    ['prog --password hunter2 --lr 1', `prog --password ${R} --lr 1`],
    ['prog --password=hunter2', `prog --password=${R}`],
    ['prog --api-key k', `prog --api-key ${R}`],
    ['prog --api_key=k', `prog --api_key=${R}`],
    ['prog --apikey k', `prog --apikey ${R}`],
    ['prog --hf-token t', `prog --hf-token ${R}`],
    ['prog -token t', `prog -token ${R}`],
    ['prog --db.password p', `prog --db.password ${R}`],
    ['prog --client-secret s', `prog --client-secret ${R}`],
    ['prog --aws-secret-access-key s', `prog --aws-secret-access-key ${R}`],
    ['prog --private-key k', `prog --private-key ${R}`],
    ['prog --token -t', `prog --token ${R}`],
    [
      'env WANDB_API_KEY=k SECRET_KEY=s PGPASSWORD=p python t.py',
      `env WANDB_API_KEY=${R} SECRET_KEY=${R} PGPASSWORD=${R} python t.py`,
    ],
    ['prog trainer.auth=x', `prog trainer.auth=${R}`],
    ['psql postgres://ada:hunter2@db.example.com/x', `psql postgres://ada:${R}@db.example.com/x`],
    ['git clone https://:tok@example.com', `git clone https://:${R}@example.com`],
    ['prog --url=redis://u:p@ss@h:6379/0', `prog --url=redis://u:${R}@h:6379/0`],
    ['prog s3+https://u:p@h,s3+https://v:q@g', `prog s3+https://u:${R}@h,s3+https://v:${R}@g`],
    [`prog ${GITHUB}`, `prog ${R}`],
    [`prog x=${GITHUB}.`, `prog x=${R}.`],
    ['prog hf_abcdefghijklmnopqrstuvwxyzABCDEFGH', `prog ${R}`],
    ['prog sk-proj-abcdefghijklmnopqrstuvwx', `prog ${R}`],
    ['prog AKIAIOSFODNN7EXAMPLE', `prog ${R}`],
    ['prog xoxb-1234567890-abc', `prog ${R}`],
    [`prog eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSMeK`, `prog ${R}`],
  ];
  for (const [line, expected] of cases) t.equal(redactArgv(line.split(' ')).argv.join(' '), expected);
  const header = redactArgv(['curl', '-H', 'Authorization: Bearer abc.def', '-H', 'authorization:xyz']);
  t.same(header, {
    argv: ['curl', '-H', `Authorization: Bearer ${R}`, '-H', `authorization:${R}`],
    redacted: [2, 4],
  });
});

t.test('what only looks like one is left', async t => {
  const lines = [
    'python train.py --tokenizer bert --max-tokens 5 --keypoints 3',
    'prog --tokens 5 --n_tokens=7 --token-type bpe --num-secrets 2',
    'prog --pad-token <pad> --eos_token </s> --mask_token=[MASK] --cls-token [CLS]',
    'prog --author ada --authors 3 --passes 2 --bypass 1 --compass n',
    'prog --key id --keys a,b --sort-key x --monkey 1 --primary-key id',
    'prog --no-auth train.py',
    'env PWD=/home/ada OLDPWD=/ prog',
    'prog --secretary x --passwords-file f',
    'prog https://example.com:8080/a@b user@host:path mailto:ada@example.com',
    'prog https://ada@example.com/x',
    'prog sk-1 hf_model risk-assessment-of-something-long task-abcdefghijklmnopqrstuvwxyz',
    'prog --token --verbose',
    'prog password',
    'prog --password=',
    'prog a/ghp_x',
  ];
  for (const line of lines) {
    t.same(redactArgv(line.split(' ')), { argv: line.split(' '), redacted: [] }, line);
  }
});

t.test('the words that were changed are named', async t => {
  t.same(redactArgv(['p', '--token', 'x', 'plain', '--key', '--secret=y']).redacted, [2, 5]);
  t.same(redactArgv([]), { argv: [], redacted: [] });
});

t.test('params are redacted by their name and by their form, and keep their origin', async t => {
  const option = { kind: 'option' } as const;
  const params: Params = {
    lr: paramOfText('0.10', option),
    'db.password': paramOfText('hunter2', option),
    url: paramOfText('https://u:p@h', option),
    model: paramOfText(GITHUB, { kind: 'file', path: 'p.yaml', key: 'model' }),
    tokenizer: paramOfText('bert', option),
    ['__proto__']: paramOfText('1', option),
  };
  const redacted = redactParams(params);
  t.same(Object.keys(redacted), Object.keys(params));
  t.equal(redacted.lr, params.lr);
  t.equal(redacted.tokenizer, params.tokenizer);
  t.same(redacted['db.password'], { value: R, origin: option });
  t.same(redacted.url, { value: `https://u:${R}@h`, origin: option });
  t.same(redacted.model, { value: R, origin: { kind: 'file', path: 'p.yaml', key: 'model' } });
});

t.test('what is taken out stays out: doing it twice changes nothing', async () => {
  const word = fc.oneof(
    fc.string(),
    fc.constantFrom('--token', '--token=x', 'a://b:c@d', GITHUB, '--no-auth', 'Authorization: x y'),
  );
  fc.assert(
    fc.property(fc.array(word), argv => {
      const { argv: once } = redactArgv(argv);
      return redactArgv(once).redacted.length === 0 && once.length === argv.length;
    }),
  );
});

t.test('a long word is no reason to wait', async t => {
  const started = performance.now();
  for (const text of [
    'a'.repeat(130_000),
    'a.'.repeat(65_000),
    'a:'.repeat(65_000),
    'a://b:'.repeat(20_000),
    'ey'.repeat(65_000),
  ]) {
    redactText(text);
    redactArgv(['p', text]);
  }
  t.ok(performance.now() - started < 2000, `${performance.now() - started} ms`);
});

t.test('whatever the rules find is taken out of a text, and nothing else', async t => {
  for (const { kind, text, secret } of plantedSecrets(7)) {
    const redacted = redactText(text);
    t.notOk(redacted.includes(secret), kind);
    t.ok(redacted.includes(R), kind);
    t.equal(redactText(redacted), redacted, kind);
  }
  const text = 'unexpected token: "}" at line 3, password is missing, see https://example.com/a@b';
  t.equal(redactText(text), text);
});

t.test('the texts of an environment are redacted wherever they stand', async t => {
  const environment = {
    variables: { values: { HTTP_PROXY: 'http://u:p@h:1', X_URL: `x?t=${GITHUB}`, OMP_NUM_THREADS: '4' } },
    python: { version: '3.11', packages: ['git+https://u:p@h/x.git', 1, true, null] },
    gpu: null,
  };
  t.same(redactEnvironment(environment), {
    variables: { values: { HTTP_PROXY: `http://u:${R}@h:1`, X_URL: `x?t=${R}`, OMP_NUM_THREADS: '4' } },
    python: { version: '3.11', packages: [`git+https://u:${R}@h/x.git`, 1, true, null] },
    gpu: null,
  });
});

t.test("GitHub's token in a URL is redacted, though it stands where the user does", async t => {
  const token = `${'k7'}aB3xQ9zR5tW2mN8v`;
  t.equal(
    redactText(`git+https://${token}:x-oauth-basic@github.com/a`),
    'git+https://[redacted]:[redacted]@github.com/a',
  );
});
