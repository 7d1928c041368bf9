/** Servers of MLflow's tracking API that are measured: ours, and MLflow's own; each in processes of its own, on loopback. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { memoryOf, processTree } from '../process-costs.ts';
import type { Bench } from '../rows.ts';

export interface TrackingServer {
  readonly url: string;
  /** ms from its start until it answered. */
  readonly ms: number;
  /** Memory of all its processes, in bytes; NaN where the system has no /proc. */
  memory(): number;
  stop(): Promise<void>;
}

/** Starts a server, always on the same store. */
export type Start = () => Promise<TrackingServer>;

/** Ours, on a repository. */
export function ownServer({ program, env }: Bench, cwd: string): Start {
  return () => started({ cwd, env, argv: port => [process.execPath, program, 'serve', '--port', `${port}`] });
}

/** MLflow's, on SQLite, with the artifacts beside it; as many workers as it has by default where no number is given. */
export function mlflowServer({ env }: Bench, python: string, store: string, workers?: number): Start {
  mkdirSync(join(store, 'home'), { recursive: true });
  const argv = (port: number) => [
    ...[python, '-m', 'mlflow', 'server', '--host', '127.0.0.1', '--port', `${port}`],
    ...[
      '--backend-store-uri',
      `sqlite:///${store}/mlflow.db`,
      '--artifacts-destination',
      `${store}/artifacts`,
    ],
    ...(workers === undefined ? [] : ['--workers', `${workers}`]),
  ];
  return () => started({ cwd: store, env: mlflowEnvironment(env, join(store, 'home')), argv });
}

/** Programs that use mlflow tell nobody of it, print no more than they are asked, and leave nothing where they are installed. */
export function mlflowEnvironment(env: Bench['env'], home: string): Bench['env'] {
  return {
    ...env,
    HOME: home,
    MLFLOW_DISABLE_TELEMETRY: 'true',
    DO_NOT_TRACK: 'true',
    MLFLOW_SUPPRESS_PRINTING_URL_TO_STDOUT: 'true',
    PYTHONDONTWRITEBYTECODE: '1',
  };
}

interface Server {
  readonly cwd: string;
  readonly env: Bench['env'];
  argv(port: number): readonly string[];
}

async function started({ cwd, env, argv }: Server): Promise<TrackingServer> {
  const port = await freePort();
  const [file = '', ...words] = argv(port);
  const log = `${cwd}.log`;
  const said = openSync(log, 'w');
  const begun = performance.now();
  const child = spawn(file, words, { cwd, env, stdio: ['ignore', said, said] });
  closeSync(said);
  const url = `http://127.0.0.1:${port}`;
  try {
    await answers(child, url);
  } catch (error) {
    await stopped(child);
    throw new Error(`${argv(port).join(' ')}: ${(error as Error).message}\n${readFileSync(log, 'utf8')}`);
  }
  return {
    url,
    ms: performance.now() - begun,
    memory: () => sum(treeOf(child).map(pid => memoryOf(pid) ?? Number.NaN)),
    stop: () => stopped(child),
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

function treeOf({ pid }: ChildProcess): number[] {
  return pid === undefined ? [] : processTree(pid);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** ms in which a server is to answer, and to end: ours has runs to store before it does. */
const PATIENCE = 300_000;

async function answers(child: ChildProcess, url: string): Promise<void> {
  const end = performance.now() + PATIENCE;
  let failed: Error | undefined;
  child.once('error', error => {
    failed = error;
  });
  while (performance.now() < end) {
    if (failed !== undefined || child.exitCode !== null) throw failed ?? new Error('it has ended');
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok) return;
    await delay(5);
  }
  throw new Error('it does not answer');
}

/** Ends a server, then what it may have left behind of all that it has started, each by its id. */
async function stopped(child: ChildProcess): Promise<void> {
  const ended = child.exitCode === null && child.pid !== undefined ? once(child, 'exit') : undefined;
  const all = treeOf(child);
  child.kill('SIGTERM');
  await Promise.race([ended, delay(PATIENCE, undefined, { ref: false })]);
  tell(all.filter(isThere), 'SIGTERM');
  for (let left = 200; left > 0 && all.some(isThere); left--) await delay(50);
  tell(all.filter(isThere), 'SIGKILL');
}

function tell(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended.
    }
  }
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
