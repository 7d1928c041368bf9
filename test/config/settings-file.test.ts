import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parseSettings, readSettingsFile, SETTINGS_FILE } from '../../src/config/settings-file.ts';
import { SettingsError } from '../../src/run/errors.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const refuses = (t: Test, text: string, place: string, why: string | RegExp) =>
  t.rejects(parseSettings(text), { code: 'settings', data: { place, why } }, text);

t.test('all settings are read as written', async t => {
  const text = `
experiment: digits
params: conf/train.yaml
metrics: [metrics.json, "out/*.csv"]
outputs:
  - out/**
inputs: [data]
worktree: { link: [data, .venv] }
environment:
  keep: ["WANDB_*"]
limits:
  source: 20 MiB
  input: 1000
`;
  t.same(await parseSettings(text), {
    experiment: 'digits',
    params: ['conf/train.yaml'],
    metrics: ['metrics.json', 'out/*.csv'],
    outputs: ['out/**'],
    inputs: ['data'],
    worktree: { link: ['data', '.venv'] },
    environment: { keep: ['WANDB_*'] },
    limits: { source: '20 MiB', input: 1000 },
  });
});

t.test('an empty file, or keys with nothing behind them, set nothing', async t => {
  t.same(await parseSettings(''), {});
  t.same(await parseSettings('# nothing yet\n'), {});
  t.same(await parseSettings('outputs:\n  # - out/**\nlimits:\n  source:\n'), { limits: {} });
});

t.test('a misspelt key is told with its line and the spelling meant', async t => {
  await refuses(
    t,
    'experiment: a\n\nouputs: [x]\n',
    'git-run.yaml:3',
    "there is no setting 'ouputs'; did you mean 'outputs'?",
  );
  await refuses(
    t,
    'limits:\n  # bytes\n  imput: 3\n',
    'git-run.yaml:3',
    "there is no setting 'limits.imput'; did you mean 'limits.input'?",
  );
  await refuses(t, 'zebra: 3\n', 'git-run.yaml:1', "there is no setting 'zebra'");
  await refuses(t, 'a: 1\n__proto__: 3\n', 'git-run.yaml:1', "there is no setting 'a'");
  await refuses(t, '__proto__: 3\n', 'git-run.yaml:1', "there is no setting '__proto__'");
});

t.test('a value of the wrong kind is told with its line', async t => {
  await refuses(
    t,
    'experiment: x\noutputs: 3\n',
    'git-run.yaml:2',
    "'outputs' must be a path, or a list of paths",
  );
  await refuses(
    t,
    'limits:\n  source: 10 bananas\n',
    'git-run.yaml:2',
    "'limits.source' must be a size, such as 10 MiB",
  );
  await refuses(t, 'worktree: data\n', 'git-run.yaml:1', "'worktree' must be keys and values");
  await refuses(t, 'experiment: 3\n', 'git-run.yaml:1', "'experiment' must be text; put it in quotes");
  await refuses(
    t,
    'experiment: "@x"\n',
    'git-run.yaml:1',
    /'experiment' cannot be used: a name cannot begin with '@'/,
  );
  await refuses(t, '- a\n- b\n', 'git-run.yaml:1', /expected settings/);
});

t.test('what is not YAML is told with its line', async t => {
  await refuses(t, 'outputs: [a\nb: }\n', 'git-run.yaml:2', /^not YAML: /);
  await refuses(t, 'inputs: a\ninputs: b\n', 'git-run.yaml:2', /^not YAML: .*unique/);
});

t.test('a file that multiplies itself is refused', async t => {
  const bomb = ['a0: &a0 [x, x]'];
  for (let n = 1; n < 12; n++)
    bomb.push(
      `a${n}: &a${n} [${Array(9)
        .fill(`*a${n - 1}`)
        .join(', ')}]`,
    );
  await t.rejects(parseSettings(bomb.join('\n')), SettingsError);
});

t.test('a work tree with no file sets nothing; one that cannot be read is an error', async t => {
  const directory = temporaryDirectory(t);
  t.same(await readSettingsFile(directory), {});
  writeFileSync(join(directory, SETTINGS_FILE), 'experiment: here\n');
  t.same(await readSettingsFile(directory), { experiment: 'here' });
  mkdirSync(join(directory, 'other', SETTINGS_FILE), { recursive: true });
  await t.rejects(readSettingsFile(join(directory, 'other')), { code: 'settings' });
});
