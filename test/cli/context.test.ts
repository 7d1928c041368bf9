import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { BareRepositoryError, NotARepositoryError } from '../../src/run/repository-errors.ts';
import { type CliOptions, worldOf } from '../support/cli.ts';
import { gitServer } from '../support/git-server.ts';
import {
  hermeticEnvironment,
  type Teardown,
  temporaryDirectory,
  temporaryRepository,
} from '../support/temporary-repository.ts';

const TERMINAL = { columns: 80, rows: 24 };

async function paints(t: Teardown, config: Record<string, string>, options: CliOptions): Promise<boolean> {
  const context = createContext(worldOf(temporaryRepository(t, { config }), options).world);
  t.teardown(() => context.close());
  await context.repository();
  return context.styleOf(context.out).bold('x') !== 'x';
}

t.test('colours are for terminals, and for those who ask for them', async t => {
  t.equal(await paints(t, {}, {}), false);
  t.equal(await paints(t, {}, { terminal: TERMINAL }), true);
  t.equal(await paints(t, {}, { terminal: TERMINAL, env: { TERM: 'dumb' } }), false);
  t.equal(await paints(t, {}, { env: { FORCE_COLOR: '1' } }), true);
  t.equal(await paints(t, { 'color.ui': 'always' }, {}), true);
});

t.test('colours are left out where they are not wanted', async t => {
  for (const setting of ['false', 'never']) {
    t.equal(await paints(t, { 'color.ui': setting }, { terminal: TERMINAL }), false, `color.ui=${setting}`);
  }
  t.equal(await paints(t, { 'color.ui': 'always' }, { terminal: TERMINAL, env: { NO_COLOR: '1' } }), false);
  t.equal(await paints(t, {}, { terminal: TERMINAL, env: { NO_COLOR: '' } }), true, 'as no-color.org says');
  t.equal(await paints(t, {}, { terminal: TERMINAL, env: { FORCE_COLOR: '0' } }), false);
});

t.test('the repository is opened once, and only when it is asked for', async t => {
  const context = createContext(worldOf(temporaryRepository(t)).world);
  t.equal(context.opened(), false);
  t.equal(await context.repository(), await context.repository());
  t.equal(context.opened(), true);
  await context.close();
});

t.test('there may be no repository, and then nothing is left to be closed', async t => {
  const directory = temporaryDirectory(t);
  const home = join(directory, 'home');
  mkdirSync(home);
  const context = createContext(worldOf({ path: directory, env: hermeticEnvironment(home) }).world);
  await t.rejects(context.repository(), NotARepositoryError);
  t.equal(context.opened(), false);
  await context.close();
});

t.test('settings are those of the work tree, and of the words of a command before them', async t => {
  const on = temporaryRepository(t, { files: { 'git-run.yaml': 'experiment: digits\n', 'a/b': '' } });
  const context = createContext(worldOf(on, { cwd: join(on.path, 'a') }).world);
  t.teardown(() => context.close());
  t.equal((await context.settings()).experiment, 'digits');
  t.equal((await context.settings({ experiment: 'letters' })).experiment, 'letters');
});

t.test('a bare repository has no settings', async t => {
  const on = temporaryRepository(t);
  on.git('config', 'core.bare', 'true');
  const context = createContext(worldOf(on, { cwd: join(on.path, '.git') }).world);
  t.teardown(() => context.close());
  await t.rejects(context.settings(), BareRepositoryError);
});

t.test('the conversation is one line at a time, apart from the answer', async t => {
  const { world, out, err } = worldOf(temporaryRepository(t));
  const context = createContext(world);
  context.say('hello');
  context.out.write('answer\n');
  t.equal(Buffer.concat(err).toString(), 'hello\n');
  t.equal(Buffer.concat(out).toString(), 'answer\n');
});

t.test(
  'runs are read from a remote where one is named, by its URL or as the repository knows it',
  async t => {
    const on = temporaryRepository(t, { files: { a: '' } });
    on.git('update-ref', 'refs/runs/x', 'HEAD');
    const { url } = await gitServer(t, dirname(on.path), on.env);
    on.git('remote', 'add', 'team', `${url}/repository/.git`);
    const context = createContext(worldOf(on).world);
    t.teardown(() => context.close());
    t.equal(context.at(undefined), context);
    t.equal(context.remote, undefined);
    t.equal(await context.source(), await context.repository());
    for (const remote of ['team', `${url}/repository/.git`]) {
      const there = context.at(remote);
      t.equal(there.remote, remote);
      t.same(
        (await (await there.source()).refs.list(['refs/runs/'])).map(({ name }) => name),
        ['refs/runs/x'],
      );
      t.equal(await there.source(), await there.source());
    }
    t.equal(context.at('http://ada:pw@host/x').remote, 'http://host/x');
    await t.rejects(context.at('other').source(), { code: 'usage' });
  },
);

t.test('a name means nothing where there is no repository to know it', async t => {
  const directory = temporaryDirectory(t);
  const context = createContext(
    worldOf({ path: directory, env: hermeticEnvironment(join(directory, 'home')) }).world,
  );
  await t.rejects(context.at('origin').source(), {
    code: 'usage',
    message: /'origin' is no URL, and here is no repository/,
  });
  await context.close();
});
