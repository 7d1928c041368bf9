/** The tracking endpoint, on loopback, in a repository of its own. */
import { request as ask, type IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Pages } from '../../src/interop/mlflow/pages.ts';
import { type Endpoint, type ServeOptions, serve } from '../../src/interop/mlflow/server.ts';
import { Tracking, type TrackingOptions } from '../../src/interop/mlflow/tracking.ts';
import type { World } from '../../src/interop/mlflow/world.ts';
import { bootId } from '../../src/process/identity.ts';
import { authorOf } from '../../src/record/identity.ts';
import { writeRecorder } from '../../src/record/live.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { type RecordingBench, recordingBench } from './recording.ts';
import { SETTINGS } from './settings.ts';
import type { RepositoryOptions, Teardown } from './temporary-repository.ts';

export interface MlflowAnswer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
  /** What it says, where that is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into as a client would.
  readonly json: any;
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON. */
  readonly body?: string | Buffer | object;
}

export interface MlflowBench extends RecordingBench {
  readonly world: World;
  /** What it serves at the moment. */
  tracking: Tracking;
  endpoint: Endpoint;
  /** What was said. */
  readonly said: string[];
  /** Sends a request; its path as it is. */
  send(method: string, path: string, sent?: Sent): Promise<MlflowAnswer>;
  /** Asks the tracking API, and expects to be answered. */
  post(path: string, body: object): Promise<MlflowAnswer['json']>;
  get(path: string, query?: Readonly<Record<string, string>>): Promise<MlflowAnswer['json']>;
  /** What is wrong with a request, as `CODE: message`. */
  refusal(path: string, body: object): Promise<string>;
  /** Begins a run; returns its id. */
  begin(request?: object): Promise<string>;
  /** A server is killed, as far as others can tell: the recorder of a run is one that is no more. */
  kill(run: string): Promise<void>;
  /** All runs become commits, and a new server takes over. */
  restart(options?: Partial<ServeOptions>): Promise<void>;
}

export interface MlflowBenchOptions extends RepositoryOptions, Partial<TrackingOptions> {
  readonly serve?: Partial<ServeOptions>;
  readonly settings?: Partial<World['settings']>;
  /** What people are shown. */
  pages?(on: MlflowBench['on']): Pages;
}

const API = '/api/2.0/mlflow/';

/** Runs that are over become commits when the server stops, and no sooner, if not told otherwise. */
export async function mlflowBench(t: Teardown, options: MlflowBenchOptions = {}): Promise<MlflowBench> {
  const { patience = 3_600_000, serve: asked, settings, pages, ...repositoryOptions } = options;
  const bench = await recordingBench(t, repositoryOptions);
  const said: string[] = [];
  const world: World = {
    repository: bench.repository,
    settings: { ...SETTINGS, ...settings },
    env: bench.on.env,
    directory: bench.on.path,
    author: authorOf(bench.repository.config, bench.on.env),
    now: Date.now,
    ...(pages === undefined ? {} : { pages: pages(bench.on) }),
    say: line => void said.push(line),
  };
  const start = async (more: Partial<ServeOptions> = {}) => {
    const tracking = new Tracking(world, { patience });
    return { tracking, endpoint: await serve(tracking, { host: '127.0.0.1', port: 0, ...asked, ...more }) };
  };
  const stop = async () => {
    await served.endpoint.close();
    await served.tracking.close({ status: 'lost', why: 'the server was stopped' });
  };
  const send: MlflowBench['send'] = (method, path, sent) => exchange(served.endpoint, method, path, sent);
  const json = async (answer: Promise<MlflowAnswer>) => {
    const { status, text, json } = await answer;
    if (status !== 200) throw new Error(`${status}: ${text}`);
    return json;
  };
  const served: MlflowBench = {
    ...bench,
    ...(await start()),
    ...{ world, said, send },
    post: (path, body) => json(send('POST', API + path, { body })),
    get: (path, query = {}) => json(send('GET', `${API}${path}?${new URLSearchParams(query)}`)),
    async refusal(path, body) {
      const { json } = await send('POST', API + path, { body });
      return `${json.error_code}: ${json.message}`;
    },
    async begin(request = {}) {
      return (await served.post('runs/create', { start_time: Date.now(), ...request })).run.info.run_id;
    },
    kill: async run =>
      writeRecorder(
        { id: run as RunId, path: join(bench.repository.place.commonDir, 'git-run', 'live', run) },
        { host: hostname(), boot: await bootId(), recorder: { pid: 1, start: 'gone' } },
      ),
    async restart(more) {
      await stop();
      Object.assign(served, await start(more));
    },
  };
  t.teardown(stop);
  return served;
}

/** By hand: `fetch` tidies paths up, and sets headers itself. */
function exchange(endpoint: Endpoint, method: string, path: string, { headers = {}, body }: Sent = {}) {
  const { hostname, port } = new URL(endpoint.url);
  const isJson = typeof body === 'object' && !Buffer.isBuffer(body);
  const content = isJson ? JSON.stringify(body) : body;
  // Of a DELETE the client of Node would say nothing of a body.
  const length = { 'Content-Length': String(Buffer.byteLength(content ?? '')) };
  const own = isJson
    ? { ...length, 'Content-Type': 'application/json' }
    : content === undefined
      ? {}
      : CHUNKED;
  return new Promise<MlflowAnswer>((resolve, reject) => {
    const request = ask({ hostname, port, method, path, headers: { ...own, ...headers } }, async response => {
      const pieces: Buffer[] = [];
      for await (const piece of response) pieces.push(piece);
      const text = Buffer.concat(pieces).toString();
      resolve({ status: response.statusCode as number, headers: response.headers, text, json: jsonOf(text) });
    });
    request.on('error', reject);
    if (content === undefined) request.end();
    else Readable.from([Buffer.from(content)]).pipe(request);
  });
}

const CHUNKED = { 'Transfer-Encoding': 'chunked' };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
