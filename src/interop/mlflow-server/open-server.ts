/** The door to a server of MLflow: messages and files over HTTP. Who we are is told to the server that was named alone. */
import { explain } from '../../git/remote/network-errors.ts';
import type { JsonObject } from '../../run/json.ts';
import { RemoteError, type RemoteTrouble } from '../../run/repository-errors.ts';
import { type Message, printMessage } from '../mlflow/wire.ts';
import { PATIENCE, type Patience, withPatience } from './patience.ts';
import { noBytes, readMessage, readRefusal } from './read-answer.ts';
import { RefusedError } from './refused-error.ts';
import type { ServerAddress } from './server-address.ts';

/** Paths are from the server's address on. All reject with RefusedError, and with RemoteError. */
export interface Server {
  /** Its address as it may be shown. */
  readonly shown: string;
  readonly url: string;
  get(path: string, query?: Query): Promise<JsonObject>;
  post(path: string, message: Message): Promise<JsonObject>;
  /** As `post`, but not again where nobody knows whether it has arrived. */
  postOnce(path: string, message: Message): Promise<JsonObject>;
  patch(path: string, message: Message): Promise<JsonObject>;
  /** Has the bytes of a file taken; from the start again where they break off. */
  download(path: string, take: (bytes: AsyncIterable<Uint8Array>) => Promise<void>): Promise<void>;
  /** Sends a file of so many bytes, which are asked for anew at each try. */
  upload(path: string, size: number, content: () => AsyncIterable<Uint8Array>): Promise<void>;
}

/** Repeated names have several values. */
export type Query = Readonly<Record<string, string | number | readonly string[]>>;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const MOST_REDIRECTS = 5;

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  /** Bytes: a server of MLflow takes a body of unknown length for an empty one. */
  readonly size?: number;
  readonly content?: () => string | AsyncIterable<Uint8Array>;
}

/** Opens a server; nothing is asked yet. */
export function openServer(address: ServerAddress, patience: Patience = PATIENCE): Server {
  const { url, shown, authorization } = address;
  const home = new URL(url).origin;
  // Who mistyped an address wants to hear of it at once.
  let hasAnswered = false;

  async function once<Result>(
    asked: Asked,
    take: (body: AsyncIterable<Uint8Array>) => Promise<Result>,
  ): Promise<Result> {
    const watch = new AbortController();
    const silence = setTimeout(() => watch.abort(), patience.silence);
    try {
      const response = await respond(asked, url + asked.path, { watch, silence });
      hasAnswered = true;
      if (response.status !== 200) throw await readRefusal(shown, response);
      return await take(heard(response.body ?? noBytes(), silence));
    } catch (error) {
      const silent = watch.signal.aborted ? patience.silence : undefined;
      throw networkError(shown, error, { silent, nature: hasAnswered ? 'passes' : 'lasts' });
    } finally {
      clearTimeout(silence);
      watch.abort();
    }
  }

  async function respond(asked: Asked, target: string, on: Watched, followed = 0): Promise<Response> {
    const { method, type, size, content } = asked;
    const body = content?.();
    const response = await fetch(target, {
      ...{ method, redirect: 'manual', signal: on.watch.signal },
      headers: {
        ...(type === undefined ? {} : { 'content-type': type }),
        ...(size === undefined ? {} : { 'content-length': String(size) }),
        ...(authorization === undefined ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { duplex: 'half' }),
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : heard(body, on.silence) }),
    } as RequestInit);
    const location = response.headers.get('location');
    if (!REDIRECTS.has(response.status) || location === null) return response;
    await response.body?.cancel();
    const to = URL.canParse(location, target) ? new URL(location, target) : undefined;
    if (to?.origin !== home)
      throw new RemoteError(
        shown,
        `it sends us to ${to?.origin ?? 'what is no address'}, which is not followed`,
        'name the address that it has now, if you trust it',
      );
    if (followed >= MOST_REDIRECTS) throw new RemoteError(shown, 'it sends us on and on');
    return respond(asked, to.href, on, followed + 1);
  }

  const read = (body: AsyncIterable<Uint8Array>) => readMessage(shown, body);
  const patiently = <Result>(asked: Asked, take: (body: AsyncIterable<Uint8Array>) => Promise<Result>) =>
    withPatience(shown, patience, () => once(asked, take));
  return {
    ...{ shown, url },
    get: (path, query = {}) => patiently({ method: 'GET', path: path + printQuery(query) }, read),
    post: (path, message) => patiently(asMessage('POST', path, message), read),
    postOnce: (path, message) => once(asMessage('POST', path, message), read),
    patch: (path, message) => patiently(asMessage('PATCH', path, message), read),
    download: (path, take) => patiently({ method: 'GET', path }, take),
    async upload(path, size, content) {
      await patiently({ method: 'PUT', path, type: 'application/octet-stream', size, content }, read);
    },
  };
}

interface Watched {
  readonly watch: AbortController;
  readonly silence: NodeJS.Timeout;
}

/** Trouble of the network as one of our errors; others as they are. `silent`: for so many ms nothing has come. */
function networkError(
  shown: string,
  error: unknown,
  { silent, nature }: { readonly silent: number | undefined; readonly nature: RemoteTrouble },
): unknown {
  if (silent !== undefined)
    return new RemoteError(shown, `nothing has come for ${silent / 1000} s`, 'try again', { nature });
  // As `fetch` tells of the network: with the cause behind an error that says nothing.
  if (!(error instanceof TypeError) || !/^(?:fetch failed|terminated)$/.test(error.message)) return error;
  const explained = explain(shown, (error.cause ?? error) as Error);
  if (!(explained instanceof RemoteError)) return explained;
  const { why, remedy } = explained.data;
  return new RemoteError(shown, why, remedy, { nature, cause: error });
}

/** The clock runs anew with each piece. */
async function* heard(bytes: AsyncIterable<Uint8Array>, silence: NodeJS.Timeout): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    silence.refresh();
    // After an empty one `fetch` would ask for no more.
    if (piece.length > 0) yield piece;
  }
}

function asMessage(method: string, path: string, message: Message): Asked {
  return { method, path, type: 'application/json', content: () => printMessage(message) };
}

function printQuery(query: Query): string {
  const words = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map(one => `${encodeURIComponent(name)}=${encodeURIComponent(one)}`),
  );
  return words.length === 0 ? '' : `?${words.join('&')}`;
}

/**
 * Says why one thing cannot be had, where the server gives others: it was refused, or its answer is always cut off.
 * Throws the error again where it is of the server, and not of the thing: it is a mistake to go on without.
 */
export async function whyOne(server: Server, error: unknown): Promise<string> {
  if (error instanceof RefusedError) return `the server ${error.data.why}`;
  if (!(error instanceof RemoteError)) throw error;
  await server.get('/api/2.0/mlflow/experiments/get', { experiment_id: '0' }).catch(other => {
    if (!(other instanceof RefusedError)) throw error;
  });
  return error.data.why;
}
