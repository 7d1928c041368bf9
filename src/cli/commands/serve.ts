import { hostname, networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { stopSignals } from '../../process/stop-signals.ts';
import { authorOf } from '../../record/identity.ts';
import { UsageError } from '../../run/errors.ts';
import { BareRepositoryError } from '../../run/repository-errors.ts';
import { formatCount } from '../../view/format.ts';
import { command, completing, text } from '../command.ts';
import type { Context } from '../context.ts';
import { servePages } from '../pages/serve-pages.ts';

const PORT = 5000;
const LOOPBACK = '127.0.0.1';

/** Serves MLflow's tracking API from the repository, until it is stopped. */
export const serve = command({
  name: 'serve',
  summary: "Serve MLflow's tracking API from this repository",
  description:
    'Programs that use mlflow record into this repository where MLFLOW_TRACKING_URI is the address that is printed. ' +
    'A run becomes a commit when its program ends it; when the server is stopped, those that are still open do. What is ' +
    'logged in a run that has ended comes to it, in one commit more.\n\n' +
    'It listens on this machine alone, and answers any program of it. With --token only programs that know the token ' +
    'are answered, as is needed on a machine that others use too; another --host is refused without one. What is sent ' +
    'is not encrypted.\n\n' +
    'The addresses that clients print open a page of the run or the experiment, and the address itself one of all ' +
    'experiments; nothing can be changed there. With a token, that is where the address was given to the client as it ' +
    'is printed here, token and all: a browser knows no other way to tell it.\n\n' +
    'git-run-endpoints(7) lists what is answered.',
  args: [],
  options: {
    port: text('-p, --port <n>', `where to listen; ${PORT} if not given, 0 for any that is free`),
    host: text('--host <address>', `the address to listen on; ${LOOPBACK} if not given`),
    token: text(
      '--token [token]',
      'answer only who has it; one is made up if none is given, or GIT_RUN_TOKEN',
    ),
    experiment: completing('experiment', text('-e, --experiment <name>', 'of runs that name none')),
  },
  examples: [
    { line: 'git run serve', does: 'record programs that use mlflow' },
    { line: 'git run serve --host 0.0.0.0 --token', does: 'from other machines too' },
  ],
  async run(context, { options }) {
    const host = options.host ?? LOOPBACK;
    const token = await tokenOf(context, options.token);
    if (token === undefined && !isLoopback(host))
      throw new UsageError(
        `whoever reaches ${host} could read and write runs`,
        `git run serve --host ${host} --token`,
      );
    return serveUntilStopped(context, {
      host,
      token,
      port: portOf(options.port),
      experiment: options.experiment,
    });
  },
});

interface Wish {
  readonly host: string;
  readonly token: string | undefined;
  readonly port: number;
  readonly experiment: string | undefined;
}

async function serveUntilStopped(context: Context, { host, token, port, experiment }: Wish): Promise<number> {
  const repository = await context.repository();
  const { workTree, gitDir } = repository.place;
  if (workTree === undefined) throw new BareRepositoryError(gitDir);
  const settings = await context.settings(experiment === undefined ? {} : { experiment });
  const [{ Tracking }, { serve: listen }] = await Promise.all([
    import('../../interop/mlflow/tracking.ts'),
    import('../../interop/mlflow/server.ts'),
  ]);
  const { env, now, say } = context;
  const tracking = new Tracking({
    ...{ repository, settings, env, now, say },
    directory: resolve(context.cwd),
    author: authorOf(repository.config, env),
    pages: servePages(context),
  });
  const reopened = await tracking.reopen();
  if (reopened > 0)
    context.say(`git-run: going on with ${formatCount(reopened, 'run')} of a server that was killed`);
  const { serveStatus } = await import('../serve-status.ts');
  const status = serveStatus(context, () => tracking.open.length);
  const stop = stopSignals();
  const endpoint = await listen(tracking, {
    ...{ host, port, heard: status.heard, names: isLoopback(host) ? [] : ownNames() },
    ...(token === undefined ? {} : { token }),
  }).catch(error => {
    throw error.code === 'EADDRINUSE' ? taken(host, port) : error;
  });
  context.out.write(`${endpoint.url}\n`);
  context.say(`git-run: MLFLOW_TRACKING_URI=${endpoint.url} python train.py`);
  await until(stop.signal);
  status.stop();
  const { length } = tracking.open;
  if (length > 0) context.say(`git-run: storing ${formatCount(length, 'open run')}`);
  await endpoint.close();
  await tracking.close({ status: 'lost', why: 'the server was stopped before its program had ended it' });
  return 0;
}

function until(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

function portOf(word: string | undefined): number {
  const port = word === undefined ? PORT : /^\d{1,5}$/.test(word) ? Number(word) : Number.NaN;
  if (port <= 65_535) return port;
  throw new UsageError(`--port needs a number up to 65535, not '${word}'`);
}

function taken(host: string, port: number): UsageError {
  return new UsageError(`another program listens on ${host}, port ${port}`, 'git run serve --port 0');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

/** What clients on other machines may call this one. */
function ownNames(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap(all =>
    (all ?? []).map(({ address }) => address),
  );
  return [hostname(), ...addresses];
}

const TOKEN = /^[\w-]{16,}$/;

/** The token that is needed; undefined where none is. */
async function tokenOf({ env }: Context, word: string | undefined): Promise<string | undefined> {
  const given = word || env.GIT_RUN_TOKEN;
  if (given) {
    if (TOKEN.test(given)) return given;
    throw new UsageError('a token has 16 characters or more: letters, digits, - and _');
  }
  if (word === undefined) return undefined;
  const { randomBytes } = await import('node:crypto');
  return randomBytes(24).toString('base64url');
}
