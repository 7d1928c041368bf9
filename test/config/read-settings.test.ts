import t, { type Test } from 'tap';
import { foldSettings, readSettings, type SettingsPlaces } from '../../src/config/read-settings.ts';
import { parseConfig } from '../../src/git/native/config.ts';
import { openRepository } from '../../src/git/open.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const configOf = (lines: readonly string[]) =>
  parseConfig(lines.map(line => `${line.replace('=', '\n')}\0`).join(''));

function places(
  changes: Partial<SettingsPlaces> & { readonly git?: readonly string[] } = {},
): SettingsPlaces {
  return {
    config: configOf(changes.git ?? []),
    env: {},
    workTree: '/projects/tree',
    prefix: '',
    options: {},
    ...changes,
  };
}

const refuses = (t: Test, at: SettingsPlaces, place: string) =>
  t.throws(() => foldSettings(at, {}), { code: 'settings', data: { place } });

t.test('with nothing set, the defaults hold', async t => {
  t.same(foldSettings(places(), {}), {
    experiment: 'default',
    paramFiles: ['params.yaml', 'params.yml', 'params.json', 'params.toml'].map(path => ({
      path,
      declared: false,
    })),
    metricFiles: [],
    outputs: [],
    inputs: [],
    worktreeLink: [],
    environmentKeep: [],
    sizeLimit: 10 * 2 ** 20,
    inputLimit: 2 ** 30,
    logLimit: 2 ** 30,
    largeSize: 10 * 2 ** 20,
    trashAge: 90 * 86_400_000,
    maintain: true,
    foldAfter: 500,
  });
});

t.test('the command line wins over the environment, it over git config, it over the file', async t => {
  const file = { experiment: 'of-file' };
  const git = ['run.experiment=of-config'];
  const env = { GIT_RUN_EXPERIMENT: 'of-env' };
  const options = { experiment: 'typed' };
  t.equal(foldSettings(places({ git, env, options }), file).experiment, 'typed');
  t.equal(foldSettings(places({ git, env }), file).experiment, 'of-env');
  t.equal(foldSettings(places({ git }), file).experiment, 'of-config');
  t.equal(foldSettings(places(), file).experiment, 'of-file');
  t.equal(foldSettings(places({ git, env: { GIT_RUN_EXPERIMENT: '' } }), file).experiment, 'of-config');
});

t.test('limits are sizes in every layer', async t => {
  const file = { limits: { source: '1k', input: 2048, log: '3 MB' } };
  const git = ['run.sizelimit=5k'];
  const env = { GIT_RUN_INPUT_LIMIT: '1 GiB' };
  const settings = foldSettings(places({ git, env }), file);
  t.match(settings, { sizeLimit: 5120, inputLimit: 2 ** 30, logLimit: 3_000_000 });
});

t.test('what cannot be used is told with its place', async t => {
  refuses(t, places({ env: { GIT_RUN_SIZE_LIMIT: 'big' } }), 'GIT_RUN_SIZE_LIMIT');
  refuses(t, places({ git: ['run.loglimit=-1'] }), 'git config run.logLimit');
  refuses(t, places({ options: { experiment: '' } }), '--experiment');
  refuses(t, places({ git: ['run.experiment=a:b'] }), 'git config run.experiment');
  refuses(t, places({ env: { GIT_RUN_REMOTE: 'nowhere' } }), 'GIT_RUN_REMOTE');
});

t.test('a list in git config replaces that of the file; what is typed is added', async t => {
  const file = { outputs: ['a'], inputs: ['data'], metrics: ['m.json'], params: ['p.yaml'] };
  const git = ['run.outputs=b', 'run.outputs=c', 'run.params=q.toml'];
  const options = { outputs: ['d', 'b'], inputs: ['more'] };
  t.match(foldSettings(places({ git, options }), file), {
    outputs: ['b', 'c', 'd'],
    inputs: ['data', 'more'],
    metricFiles: ['m.json'],
    paramFiles: [{ path: 'q.toml', declared: true }],
  });
});

t.test('patterns are typed relative to the working directory', async t => {
  const options = {
    outputs: ['*.pt', '../top/*', './x/../y', '/projects/tree/abs/[a-z]*'],
    inputs: ['../../outside.csv', '/data/train.csv', '..'],
  };
  const settings = foldSettings(places({ prefix: 'sub/', options }), {});
  t.same(settings.outputs, ['sub/*.pt', 'top/*', 'sub/y', 'abs/[a-z]*']);
  t.same(settings.inputs, ['/projects/outside.csv', '/data/train.csv', '.']);
});

t.test("the remote is the one named, else the branch's, else origin, else the first", async t => {
  const git = ['remote.one.url=x', 'remote.origin.url=y', 'remote.a.b.url=z', 'branch.topic.remote=one'];
  const remote = (changes: Parameters<typeof places>[0]) => foldSettings(places(changes), {}).remote;
  t.equal(remote({ git: [...git, 'run.remote=a.b'], branch: 'topic' }), 'a.b');
  t.equal(remote({ git: [...git, 'run.remote=a.b'], env: { GIT_RUN_REMOTE: 'one' } }), 'one');
  t.equal(remote({ git, branch: 'topic' }), 'one');
  t.equal(remote({ git, branch: 'other' }), 'origin');
  t.equal(remote({ git }), 'origin');
  t.equal(remote({ git: ['remote.upstream.url=x', 'remote.fork.url=y'] }), 'upstream');
  t.equal(remote({ git: [...git, 'branch.loop.remote=.'], branch: 'loop' }), 'origin');
  t.equal(remote({}), undefined);
});

t.test('tidying is off where Git may not tidy, or where it is turned off', async t => {
  const maintain = (...git: string[]) => foldSettings(places({ git }), {}).maintain;
  t.equal(maintain('gc.auto=0'), false);
  t.equal(maintain('gc.auto=6700'), true);
  for (const no of ['false', 'No', 'off', '0', '']) t.equal(maintain(`run.maintain=${no}`), false, no);
  t.equal(maintain('run.maintain=yes'), true);
  const foldAfter = (value: string) =>
    foldSettings(places({ git: [`run.foldafter=${value}`] }), {}).foldAfter;
  t.equal(foldAfter('0'), 0);
  t.equal(foldAfter('2000'), 2000);
  for (const value of ['-1', 'many', '1e3', ''])
    t.throws(() => foldAfter(value), { message: /run\.foldAfter.*is no number of runs/ }, value);
});

t.test('how long the trash keeps a run is an age in every layer', async t => {
  const age = (at: SettingsPlaces, file = {}) => foldSettings(at, file).trashAge / 86_400_000;
  t.equal(
    age(places({ git: ['run.trashage=30d'], env: { GIT_RUN_TRASH_AGE: '2 weeks' } }), { trash: 1 }),
    14,
  );
  t.equal(age(places({ git: ['run.trashage=30d'] }), { trash: 1 }), 30);
  t.equal(age(places(), { trash: 'never' }), Number.POSITIVE_INFINITY);
  refuses(t, places({ git: ['run.trashage=soon'] }), 'git config run.trashAge');
});

t.test('the file at the top is read, and the keys of a real git config are found', async t => {
  const { path, env } = temporaryRepository(t, {
    files: { 'git-run.yaml': 'outputs: out/**\nworktree: {link: .venv}\nenvironment: {keep: "WANDB_*"}\n' },
    config: { 'run.sizeLimit': '1 MB', 'remote.Origin.url': '/x', 'run.remote': 'Origin', 'gc.auto': '1' },
  });
  const repository = await openRepository(path, env);
  const { config, place } = repository;
  t.match(await readSettings({ config, env, workTree: path, prefix: place.prefix, options: {} }), {
    outputs: ['out/**'],
    worktreeLink: ['.venv'],
    environmentKeep: ['WANDB_*'],
    sizeLimit: 1_000_000,
    remote: 'Origin',
    maintain: true,
  });
  await repository.close();
});
