/**
 * Real programs that use the real mlflow, against `git run serve`: `npm run test:mlflow`. GIT_RUN_MLFLOW_PYTHON names a
 * Python that has mlflow and scikit-learn; without it they are installed into an environment of their own.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import t from 'tap';
import { builtProgram, type Started } from '../../support/program.ts';
import {
  type Teardown,
  type TemporaryRepository,
  temporaryDirectory,
  temporaryRepository,
} from '../../support/temporary-repository.ts';

const run = promisify(execFile);
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt');
const INSTALL = 10 * 60_000;

/** A Python that has what the programs need, or why there is none. */
async function findPython(): Promise<{ python: string } | { why: string }> {
  const named = process.env.GIT_RUN_MLFLOW_PYTHON;
  if (named) return existsSync(named) ? { python: named } : { why: `there is no ${named}` };
  const directory = join(temporaryDirectory(t), 'venv');
  try {
    await run('python3', ['-m', 'venv', directory]);
    const python = join(directory, 'bin', 'python');
    await run(python, ['-m', 'pip', 'install', '--quiet', '-r', REQUIREMENTS], { timeout: INSTALL });
    return { python };
  } catch (error) {
    const [reason = ''] = (error as Error & { stderr?: string }).stderr?.trim().split('\n').slice(-1) ?? [];
    return { why: `mlflow cannot be installed: ${reason || (error as Error).message}` };
  }
}

t.setTimeout(INSTALL);

const found = await findPython();
if ('why' in found) {
  t.comment(`SKIPPED: ${found.why}`);
  process.exit(0);
}
const { python } = found;
const program = builtProgram(t);

interface Served {
  readonly on: TemporaryRepository;
  readonly server: Started;
  readonly url: string;
}

async function serve(on: TemporaryRepository, ...words: string[]): Promise<Served> {
  const server = program.start(on, ['serve', '--port', '0', ...words]);
  await server.until(({ stdout }) => stdout().includes('\n'));
  return { on, server, url: server.stdout().trim() };
}

async function stop({ server }: Served): Promise<void> {
  server.process.kill('SIGTERM');
  const { code, stderr } = await server.end();
  if (code !== 0) throw new Error(stderr);
}

/** What is tested is tested here: nobody is told of it. */
const QUIET = {
  MLFLOW_DISABLE_TELEMETRY: 'true',
  DO_NOT_TRACK: 'true',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONFAULTHANDLER: '1',
};

/** A program that waits for ever is ended, and says where it waited: ms. */
const AT_MOST = { timeout: 3 * 60_000, killSignal: 'SIGABRT' } as const;

/** Runs a program of this folder; returns what it printed. Throws with what it had said, where it fails. */
async function play(
  { on, url }: Pick<Served, 'on' | 'url'>,
  name: string,
  ...words: string[]
): Promise<string> {
  const env = { ...on.env, PATH: `${on.env.PATH}`, MLFLOW_TRACKING_URI: url, ...QUIET };
  const script = join(import.meta.dirname, `${name}.py`);
  try {
    return (await run(python, [script, ...words], { cwd: on.path, env, ...AT_MOST })).stdout;
  } catch (error) {
    const { stdout, message } = error as Error & { stdout: string };
    throw Object.assign(error as Error, { message: `${message}\n${stdout}` });
  }
}

const repository = () =>
  temporaryRepository(t, { files: { 'train.py': 'print(1)\n', '.gitignore': '*.pkl\n' } });

t.test('the program that people begin with is recorded', async t => {
  const served = await serve(repository());
  const printed = await play(served, 'pipeline');
  await stop(served);
  const [, id = ''] = /Run ID: (\w+) logged/.exec(printed) ?? [];
  const { stdout } = await program.run(served.on, ['show', id, '--json']);
  t.match(JSON.parse(stdout), {
    run: {
      name: 'version_1',
      experiment: 'ml-pipeline-versioning',
      status: 'finished',
      params: { param1: 'value1' },
      metrics: { accuracy: { last: 0.92 } },
    },
  });
  t.equal((await program.run(served.on, ['artifact', 'cat', `${id}:model.pkl`])).stdout, 'Model binary data');
});

t.test('the same program, as a job, is recorded as that job', async t => {
  const on = repository();
  const script = join(import.meta.dirname, 'pipeline.py');
  const { stdout: printed } = await program.run(on, ['exec', '--', python, script], { env: QUIET });
  const [, id = ''] = /Run ID: (\w+) logged/.exec(printed) ?? [];
  const { stdout } = await program.run(on, ['log', '--json']);
  t.match(JSON.parse(stdout).runs, [
    {
      ...{ id, name: 'version_1', experiment: 'ml-pipeline-versioning', status: 'finished' },
      ...{ params: { param1: 'value1' }, metrics: { accuracy: { last: 0.92 } } },
    },
  ]);
  t.equal((await program.run(on, ['artifact', 'cat', `${id}:model.pkl`])).stdout, 'Model binary data');
});

/** The run that a program of this folder is recorded as, as a job, and what was said of it. */
async function recorded(name: string, ...words: string[]) {
  const on = repository();
  const script = join(import.meta.dirname, `${name}.py`);
  const { code, stderr } = await program.run(on, ['exec', '--', python, script, ...words], { env: QUIET });
  if (code !== 0) throw new Error(stderr);
  const { stdout } = await program.run(on, ['show', '@', '--json']);
  return { on, stderr, run: JSON.parse(stdout).run };
}

t.test('what a job takes back of its run is not recorded', async t => {
  const { run } = await recorded('taken_back');
  t.match(run, { name: 'second', note: 'what it is for', tags: { kept: 'yes' } });
  t.notOk('stage' in run.tags || 'late' in run.tags);
});

t.test('a job that logs elsewhere is told so, and one can bring its runs', async t => {
  const { on, run, stderr } = await recorded('elsewhere', 'mlruns');
  t.match(stderr, /logged with mlflow into mlruns, not into this run: git run import mlruns mlruns\n/);
  t.same(run.metrics, {});
  t.equal((await program.run(on, ['import', 'mlruns', 'mlruns'])).code, 0);
  t.match(
    (await recorded('elsewhere', 'sqlite:///mlflow.db')).stderr,
    /logged with mlflow into mlflow\.db, /,
  );
  t.match((await recorded('elsewhere', 'sqlite:///other.db')).stderr, /elsewhere\.py sets the tracking URI/);
  t.notMatch((await recorded('taken_back')).stderr, /tracking|with mlflow/);
});

t.test('whose run it is the commands tell as the endpoint does', async t => {
  const { on, run } = await recorded('taken_back');
  const served = await serve(on);
  const asked = await fetch(`${served.url}/api/2.0/mlflow/runs/get?run_id=${run.id}`);
  const told = (await asked.json()) as { run: { info: object } };
  await stop(served);
  const { stdout } = await program.run(on, ['show', run.id, '--mlflow']);
  t.match(told.run.info, { user_id: JSON.parse(stdout).info.user_id });
});

t.test('what is logged is told, and told again when it is a commit', async () => {
  const served = await serve(repository(), '--token');
  const first = (await play(served, 'everyday')).trim().split('\n').at(-1) as string;
  await stop(served);
  const again = await serve(served.on);
  await play(again, 'afterwards', first);
  await stop(again);
});

for (const [name, what] of [
  ['threads', 'many threads, and logging that nobody waits for'],
  ['models', 'data sets and logged models'],
  ['autolog', 'scikit-learn, logged by itself'],
] as const)
  t.test(what, { timeout: INSTALL }, async () => {
    const served = await serve(repository());
    await play(served, name);
    await stop(served);
  });

t.test('a program that traces goes on without', async t => {
  const served = await serve(repository());
  t.match(await play(served, 'traced'), /went on/);
  await stop(served);
  const { stdout } = await program.run(served.on, ['log', '--json']);
  t.match(JSON.parse(stdout).runs, [
    { name: 'traced', status: 'finished', metrics: { double: { last: 42 } } },
  ]);
});

t.test('a program whose server was killed goes on with the next one', async t => {
  const served = await serve(repository());
  const { pid } = served.server.process;
  const playing = play(served, 'goes_on', String(pid));
  // Where the program fails before it kills the server nobody would end it.
  await Promise.race([served.server.end(), playing]);
  const next = await serve(served.on, '--port', new URL(served.url).port);
  t.match(next.server.stderr(), /going on with 1 run of a server that was killed/);
  await playing;
  await stop(next);
  const { stdout } = await program.run(served.on, ['log', '--json']);
  t.match(JSON.parse(stdout).runs, [
    {
      ...{ name: 'goes on', status: 'finished', params: { lr: '0.1' } },
      ...{ metrics: { loss: { last: 99, count: 100 } }, artifacts: { count: 1 } },
    },
  ]);
});

/** The id of a logged model that a program has printed; what mlflow itself prints may come behind it. */
function modelIn(printed: string): string {
  const [model] = /^m-[0-9a-z]{32}$/m.exec(printed) ?? [];
  if (model === undefined) throw new Error(printed);
  return model;
}

t.test('models are registered, and there when their runs are commits', { timeout: INSTALL }, async t => {
  const served = await serve(repository());
  const model = modelIn(await play(served, 'registry'));
  await stop(served);
  const again = await serve(served.on);
  await play(again, 'registered', model);
  await stop(again);
  t.match(await program.run(served.on, ['fsck']), { code: 0 });
});

t.test('a job registers what it has logged', { timeout: INSTALL }, async t => {
  const on = repository();
  const script = join(import.meta.dirname, 'registry.py');
  const { stdout } = await program.run(on, ['exec', '--', python, script], { env: QUIET });
  const served = await serve(on);
  await play(served, 'registered', modelIn(stdout));
  await stop(served);
  t.match(await program.run(on, ['fsck']), { code: 0 });
});

t.test('what a program had logged is there when it and the server were killed', async t => {
  const served = await serve(repository());
  t.match(await play(served, 'killed').catch(error => error), { signal: 'SIGKILL' });
  served.server.process.kill('SIGKILL');
  await served.server.end();
  await program.run(served.on, ['recover']);
  const { stdout } = await program.run(served.on, ['log', '--json']);
  t.match(JSON.parse(stdout).runs, [{ name: 'killed', metrics: { loss: { last: 99, count: 100 } } }]);
});

/** Starts MLflow's own server, until the test's end; undefined where this Python has none. */
async function startMlflow(t: Teardown, on: TemporaryRepository, name: string): Promise<string | undefined> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise(resolve => probe.close(resolve));
  const at = join(on.home, name);
  const store = ['--backend-store-uri', `sqlite:///${at}.db`, '--artifacts-destination', at];
  const words = [
    '-m',
    'mlflow',
    'server',
    ...store,
    '--host',
    '127.0.0.1',
    '--port',
    `${port}`,
    '--workers',
    '1',
  ];
  const env = { ...process.env, ...on.env, ...QUIET };
  const server = spawn(python, words, { env, stdio: 'ignore', cwd: on.home, detached: true });
  const ended = once(server, 'close');
  t.teardown(async () => {
    // Its workers are processes of its own.
    if (server.exitCode === null) process.kill(-(server.pid as number), 'SIGTERM');
    await ended;
  });
  const url = `http://127.0.0.1:${port}`;
  while (server.exitCode === null) {
    if (
      await fetch(`${url}/health`).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return url;
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  return undefined;
}

t.test('a server of MLflow comes over, and is given to another as it was', { timeout: INSTALL }, async t => {
  const on = repository();
  const [one, other] = [await startMlflow(t, on, 'one'), await startMlflow(t, on, 'other')];
  if (one === undefined || other === undefined)
    return t.comment('SKIPPED: mlflow server does not start with this Python');
  await play({ on, url: one }, 'whole_server');
  t.match((await program.run(on, ['import', 'mlflow', one])).stdout, /^imported 8 runs/);
  t.match((await program.run(on, ['import', 'mlflow', one])).stdout, /8 runs were here already/);
  t.match((await program.run(on, ['export', 'mlflow', other])).stdout, /^wrote 8 runs of 3 experiments/);
  t.match((await program.run(on, ['export', 'mlflow', other])).stdout, /8 runs were there already/);
  t.equal(await play({ on, url: other }, 'same_servers', one, other), '12 things\n');
});

for (const from of ['a file store', 'a server'])
  t.test(`models that are registered in ${from} are loaded here`, { timeout: INSTALL }, async t => {
    const on = repository();
    const store = join(on.home, 'mlruns');
    const there = from === 'a server' ? await startMlflow(t, on, 'one') : store;
    if (there === undefined) return t.comment('SKIPPED: mlflow server does not start with this Python');
    await play({ on, url: there }, 'registers');
    const words = ['import', there === store ? 'mlruns' : 'mlflow', there];
    const first = await program.run(on, words);
    t.match(first, { code: 0, stdout: /brought 4 versions of registered model line\n/ });
    t.notMatch((await program.run(on, words)).stdout, /brought/);
    const served = await serve(on);
    await play(served, 'loads_registered');
    await stop(served);
    const other = await startMlflow(t, on, 'other');
    if (other === undefined) return t.comment('SKIPPED: mlflow server does not start with this Python');
    t.match((await program.run(on, ['export', 'mlflow', other])).stdout, /wrote 2 registered models\n/);
    t.match(await program.run(on, ['export', 'mlflow', other]), {
      code: 0,
      stdout: /1 run was there already/,
    });
    await play({ on, url: other }, 'loads_registered', 'counted');
    t.match(await program.run(on, ['fsck']), { code: 0 });
  });

t.test('what git run serve recorded is given to a server of MLflow', { timeout: INSTALL }, async t => {
  const served = await serve(repository());
  await play(served, 'whole_server');
  await stop(served);
  const other = await startMlflow(t, served.on, 'other');
  if (other === undefined) return t.comment('SKIPPED: mlflow server does not start with this Python');
  const { stdout } = await program.run(served.on, ['export', 'mlflow', other]);
  t.match(stdout, /^wrote \d runs of 3 experiments/);
  const again = await serve(served.on);
  // Source, user and ends are told by us better than by clients.
  const parts = ['experiment', 'params', 'metrics', 'inputs', 'models', 'outputs', 'files', 'model'];
  t.equal(
    await play({ on: served.on, url: other }, 'same_servers', again.url, other, ...parts),
    '12 things\n',
  );
  await stop(again);
});

t.test('a run that has ended is gone on with: by a server of another day, and by a job', async t => {
  const first = await serve(repository());
  const id = (await play(first, 'resume', 'begin')).trim().split('\n').at(-1) as string;
  await stop(first);
  const { on } = first;
  const runs = async () => JSON.parse((await program.run(on, ['log', '--json'])).stdout).runs;
  t.match(await runs(), [{ id, status: 'finished', metrics: { loss: { count: 3 } } }]);
  const second = await serve(on);
  await play(second, 'resume', 'again', id);
  await play(second, 'resume', 'check', id);
  await stop(second);
  t.match(await runs(), [{ id, status: 'failed', metrics: { loss: { count: 6, last: 0.2 } } }]);
  const third = await serve(on);
  await play(third, 'resume', 'check', id);
  t.match(await play(third, 'resume', 'killed', id).catch(error => error), { signal: 'SIGKILL' });
  third.server.process.kill('SIGKILL');
  await third.server.end();
  t.match((await program.run(on, ['recover'])).stderr, /recorded what was logged later in long/);
  t.match(await runs(), [{ id, status: 'lost', metrics: { late: { count: 50, last: 49 } } }]);
  const script = join(import.meta.dirname, 'resume.py');
  await program.run(on, ['exec', '--', python, script, 'more', id], { env: QUIET });
  t.match(await runs(), [
    { name: 'own', status: 'finished', params: { own: 1 } },
    { id, status: 'finished', metrics: { late: { count: 51, last: 50 } } },
  ]);
  t.match((await program.run(on, ['fsck'])).stdout, /whole|sound|fine/);
});
