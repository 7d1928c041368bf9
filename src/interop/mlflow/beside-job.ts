/**
 * The endpoint beside a job that is being recorded: on loopback, behind a path that only the job is told. It is made
 * when the job first speaks to it: until then there is a socket that listens, and nothing else.
 */
import { randomBytes } from 'node:crypto';
import type { Server as HttpServer } from 'node:http';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { ListenedRun, Listening } from '../../record/request.ts';
import { outcomeOf } from '../../run/run.ts';
import { experimentId, listExperiments } from '../../store/experiments.ts';
import { watchElsewhere } from './elsewhere.ts';
import type { HostRun } from './host-run.ts';
import type { Tracking } from './tracking.ts';
import type { World } from './world.ts';

export interface BesideJob extends World {
  /** Whether the user has named an experiment, which holds then for what the job is recorded as. */
  readonly isPlaced: boolean;
}

const LOOPBACK = '127.0.0.1';

/** The variable that names the endpoint to clients, and ours, by which one of ours is told from a user's own. */
const URI = 'MLFLOW_TRACKING_URI';
const OWN_URI = 'GIT_RUN_MLFLOW';
const PROXIES = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];
const NO_PROXIES = ['no_proxy', 'NO_PROXY'];

/** Whether the user has a place of their own that clients log to. */
export function isTracked(env: World['env']): boolean {
  return Boolean(env[URI]) && env[URI] !== env[OWN_URI];
}

/** Listens. Throws the system's error where it cannot. */
export async function listenBesideJob(world: BesideJob, run: ListenedRun): Promise<Listening> {
  const token = randomBytes(24).toString('base64url');
  const sockets = new Set<Socket>();
  let opened: Promise<Open> | undefined;
  const listener = createServer({ pauseOnConnect: true }, socket => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket)).on('error', () => {});
    opened ??= open(world, run, { token, port });
    opened.then(
      ({ server }) => {
        server.emit('connection', socket);
        socket.resume();
      },
      () => socket.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(0, LOOPBACK, resolve);
  });
  const { port } = listener.address() as AddressInfo;
  const elsewhere = watchElsewhere({ ...run, top: world.repository.place.workTree ?? run.directory });
  // The job keeps us here, not somebody who may speak to us.
  listener.unref();
  const uri = `http://${LOOPBACK}:${port}/${token}`;
  return {
    env: { [URI]: uri, [OWN_URI]: uri, ...withoutProxy(world.env) },
    async close(exit) {
      listener.close();
      const { tracking, answered } = (await opened?.catch(() => undefined)) ?? {};
      await answered?.();
      for (const socket of sockets) socket.destroy();
      // Runs that the job has begun and not ended end as it does.
      await tracking?.close(outcomeOf(exit)).catch(() => {});
      return opened === undefined ? elsewhere() : [];
    },
  };
}

/** Loopback is never to be reached by way of a proxy: on clusters there is one for everything. */
function withoutProxy(env: World['env']): Record<string, string> {
  if (PROXIES.every(name => !env[name])) return {};
  const added = NO_PROXIES.map(name => [name, [env[name], LOOPBACK, 'localhost'].filter(Boolean).join(',')]);
  return Object.fromEntries(added);
}

interface Open {
  readonly server: HttpServer;
  readonly tracking: Tracking;
  /** Waits for what has been asked to be answered. */
  answered(): Promise<void>;
}

async function open(
  { isPlaced, ...world }: BesideJob,
  run: ListenedRun,
  { token, port }: { readonly token: string; readonly port: number },
): Promise<Open> {
  const [{ Tracking }, { serverOf }] = await Promise.all([import('./tracking.ts'), import('./server.ts')]);
  const { id, path, started } = run;
  const host: HostRun = {
    ...{ id, path, started },
    async placeIn(name) {
      if (isPlaced) return { name: world.settings.experiment };
      const known = (await listExperiments(world.repository)).find(one => one.name === name);
      await run.placeIn({ id: known?.id ?? experimentId(name), name });
      return { name };
    },
  };
  const tracking = new Tracking({ ...world, source: run.source }, { patience: PATIENCE, host });
  const hosts = new Set([LOOPBACK, 'localhost'].map(name => `${name}:${port}`));
  const server = serverOf(tracking, { hosts, token }, { host: LOOPBACK });
  let pending = 0;
  let heard = () => {};
  server.on('request', (_, response) => {
    pending++;
    response.once('close', () => {
      pending--;
      heard();
    });
  });
  return {
    server,
    tracking,
    async answered() {
      const end = Date.now() + LONGEST;
      while (pending > 0 && Date.now() < end)
        await new Promise<void>(resolve => {
          heard = resolve;
          setTimeout(resolve, end - Date.now()).unref();
        });
    },
  };
}

/** ms in which a run that is over may still be written to, before it is stored. */
const PATIENCE = 1000;
/** ms: what a job that has ended had asked may take so long. */
const LONGEST = 10_000;
