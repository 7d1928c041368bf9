/** Requests to one remote: redirects, credentials, compression, silence; errors in words. */
import {
  type ClientRequest,
  Agent as HttpAgent,
  type IncomingMessage,
  request as requestHttp,
} from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { createGunzip } from 'node:zlib';
import { RemoteError } from '../../run/repository-errors.ts';
import { basic, type Credential, type Credentials } from './credentials.ts';
import { explain, failed } from './network-errors.ts';
import { printAddress } from './remote-url.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  /** Unpacked. Throws RemoteError where it breaks off, or no more of it comes. */
  readonly body: AsyncIterable<Buffer>;
}

export interface Question {
  /** Behind the URL of the repository. */
  readonly path: string;
  readonly accept: string;
  readonly protocol?: string;
  /** Posted, with its type. */
  readonly body?: { readonly type: string; readonly content: string };
}

export interface HttpRemote {
  /** Its URL as it may be shown. */
  readonly shown: string;
  /** Asks, and answers with 200. Throws RemoteError. */
  ask(question: Question): Promise<Answer>;
  close(): void;
}

export interface HttpOptions {
  readonly credentials: Credentials;
  /** How long nothing may come, in ms. */
  readonly patience: number;
  /** Certificates to be trusted besides. */
  readonly authorities?: Buffer;
}

const MOST_REDIRECTS = 5;
const AGENT = 'git/git-run';

/** Opens a remote; nothing is asked yet. */
export function httpRemote(url: URL, { credentials, patience, authorities }: HttpOptions): HttpRemote {
  const { origin } = url;
  let base = new URL(url);
  [base.username, base.password] = ['', ''];
  const agent =
    url.protocol === 'https:' ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const shown = printAddress(url.href);
  let credential: Credential | undefined = credentials.known();
  let isProven = false;

  const send = async (question: Question, redirects = 0): Promise<Answer> => {
    const target = new URL(base.href.replace(/\/*$/, '') + question.path);
    // Who is sent elsewhere does not show there what was meant for here.
    const isHome = target.origin === origin;
    const headers = headersOf(question, isHome ? credential : undefined);
    const response = await respond(target, { agent, headers, ca: authorities }, question, shown, patience);
    const { statusCode: status = 0, headers: told } = response;
    if (status === 200) {
      if (!isProven && credential !== undefined && isHome) await credentials.approve(credential);
      isProven = true;
      return { status, type: told['content-type'] ?? '', body: bodyOf(response, shown, patience) };
    }
    response.resume();
    if ([301, 302, 303, 307, 308].includes(status) && told.location !== undefined) {
      base = redirected(target, told.location, question, shown);
      if (question.body !== undefined || redirects >= MOST_REDIRECTS)
        throw new RemoteError(shown, 'it sends us on and on');
      return send(question, redirects + 1);
    }
    const refused = credential;
    if (status === 401 && isHome && !isProven) {
      if (refused !== undefined) await credentials.reject(refused);
      credential = await credentials.ask(refused);
      if (credential !== undefined) return send(question, redirects + 1);
    }
    throw failed(shown, status, refused !== undefined);
  };
  return { shown, ask: question => send(question), close: () => agent.destroy() };
}

function headersOf({ accept, protocol, body }: Question, credential: Credential | undefined) {
  return {
    accept,
    'user-agent': AGENT,
    'accept-encoding': 'gzip',
    ...(protocol === undefined ? {} : { 'git-protocol': protocol }),
    ...(credential === undefined ? {} : { authorization: basic(credential) }),
    ...(body === undefined
      ? {}
      : { 'content-type': body.type, 'content-length': `${Buffer.byteLength(body.content)}` }),
  };
}

/** Where a redirect leads, as the URL of a repository. Only the first question may be sent on, as in Git. */
function redirected(from: URL, location: string, { path }: Question, shown: string): URL {
  const to = URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
  if (to === undefined || !to.href.endsWith(path))
    throw new RemoteError(shown, 'it sends us to what is no repository');
  const there = new URL(to.href.slice(0, -path.length));
  if (to.protocol !== from.protocol) {
    const other = printAddress(there.href);
    throw new RemoteError(
      shown,
      `it sends us to ${other}, which is not followed`,
      `git run log --remote ${other}`,
    );
  }
  [there.username, there.password] = ['', ''];
  return there;
}

interface Connection {
  readonly agent: HttpAgent | HttpsAgent;
  readonly headers: Readonly<Record<string, string>>;
  readonly ca: Buffer | undefined;
}

function respond(
  target: URL,
  { agent, headers, ca }: Connection,
  { body }: Question,
  shown: string,
  patience: number,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const how = {
      agent,
      headers,
      method: body === undefined ? 'GET' : 'POST',
      ...(ca === undefined ? {} : { ca }),
    };
    const open = target.protocol === 'https:' ? requestHttps : requestHttp;
    let isAgain = false;
    const start = () => {
      const asked: ClientRequest = open(target, how);
      const silence = setTimeout(() => asked.destroy(silent(shown, patience)), patience);
      asked.once('response', response => {
        clearTimeout(silence);
        resolve(response);
      });
      asked.on('error', (error: NodeJS.ErrnoException) => {
        clearTimeout(silence);
        // A connection that was kept open may have been closed at the other end just then.
        if (asked.reusedSocket && error.code === 'ECONNRESET' && !isAgain) {
          isAgain = true;
          start();
        } else reject(explain(shown, error));
      });
      asked.end(body?.content);
    };
    start();
  });
}

async function* bodyOf(response: IncomingMessage, shown: string, patience: number): AsyncGenerator<Buffer> {
  const unpacked = response.headers['content-encoding'] === 'gzip' ? createGunzip() : undefined;
  if (unpacked !== undefined) response.on('error', error => unpacked.destroy(error)).pipe(unpacked);
  const pieces = (unpacked ?? response)[Symbol.asyncIterator]();
  try {
    for (;;) {
      // The clock runs while we wait for the server; never while it waits for us.
      const silence = setTimeout(() => response.destroy(silent(shown, patience)), patience);
      const { done, value } = await pieces.next().finally(() => clearTimeout(silence));
      if (done) return;
      yield value;
    }
  } catch (error) {
    throw explain(shown, error as Error);
  } finally {
    // Who leaves early wants no more of it.
    if (!response.complete) response.destroy();
  }
}

function silent(shown: string, patience: number): RemoteError {
  return new RemoteError(
    shown,
    `nothing has come for ${patience / 1000} s`,
    'try again; GIT_HTTP_LOW_SPEED_TIME=SECONDS waits longer',
  );
}
