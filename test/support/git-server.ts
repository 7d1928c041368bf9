/** Git over HTTP on this machine: `git http-backend`, which is part of Git, behind a server of Node's. */
import { execFileSync, spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';
import type { Teardown } from './temporary-repository.ts';

export interface GitServer {
  /** Of the server; a repository's directory follows. */
  readonly url: string;
  /** What was asked, a line each: `GET /repository/.git/info/refs`. */
  readonly log: string[];
  /** Bytes of answers. */
  sent(): number;
}

export interface GitServerOptions {
  /** Whether protocol 2 is spoken; true where absent. */
  readonly protocol2?: boolean;
  readonly gzip?: boolean;
  /** `user:password`; the user is told to Git, which then takes what is pushed. */
  readonly auth?: string;
  /** Answers by itself, and says so by returning true. */
  readonly instead?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

/** Serves all repositories below a directory until the test's end. */
export async function gitServer(
  t: Teardown,
  root: string,
  env: Readonly<Record<string, string>>,
  options: GitServerOptions = {},
): Promise<GitServer> {
  const backend = join(
    execFileSync('git', ['--exec-path'], { env, encoding: 'utf8' }).trim(),
    'git-http-backend',
  );
  const log: string[] = [];
  let sent = 0;
  const server = createServer((request, response) => {
    log.push(`${request.method} ${request.url}`);
    if (options.instead?.(request, response)) return;
    const expected = options.auth && `Basic ${Buffer.from(options.auth).toString('base64')}`;
    if (expected !== undefined && request.headers.authorization !== expected) {
      response.writeHead(401, { 'www-authenticate': 'Basic realm="runs"' }).end();
      return;
    }
    serve(request, response, { backend, root, env, options, onSent: bytes => (sent += bytes) });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, log, sent: () => sent };
}

interface Cgi {
  readonly backend: string;
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly options: GitServerOptions;
  onSent(bytes: number): void;
}

/** https://git-scm.com/docs/git-http-backend, by RFC 3875. */
function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { backend, root, env, options, onSent }: Cgi,
): void {
  const [path = '', query = ''] = (request.url ?? '').split('?');
  const { 'git-protocol': protocol, 'content-type': type, 'content-length': length } = request.headers;
  const encoding = request.headers['content-encoding'];
  const child = spawn(backend, [], {
    env: {
      ...env,
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: decodeURIComponent(path),
      QUERY_STRING: query,
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: type ?? '',
      CONTENT_LENGTH: length ?? '',
      // Git packs what it asks for where that is much.
      ...(encoding === undefined ? {} : { HTTP_CONTENT_ENCODING: encoding }),
      ...(options.auth === undefined ? {} : { REMOTE_USER: options.auth.replace(/:.*/, '') }),
      ...(protocol === undefined || options.protocol2 === false ? {} : { GIT_PROTOCOL: `${protocol}` }),
    },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  child.stdin.on('error', () => {});
  request.pipe(child.stdin);
  response.on('close', () => child.kill());
  let head: Buffer | undefined = Buffer.alloc(0);
  const body = options.gzip ? createGzip() : response;
  if (body !== response) body.pipe(response);
  const write = (bytes: Buffer) => {
    onSent(bytes.length);
    if (!body.write(bytes)) {
      child.stdout.pause();
      body.once('drain', () => child.stdout.resume());
    }
  };
  child.stdout.on('data', (bytes: Buffer) => {
    if (head === undefined) return write(bytes);
    head = Buffer.concat([head, bytes]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    const headers = head
      .toString('latin1', 0, end)
      .split('\r\n')
      .map(line => line.split(/: ?/, 2) as [string, string]);
    const status = headers.find(([name]) => name === 'Status')?.[1] ?? '200';
    response.writeHead(Number.parseInt(status, 10), {
      ...Object.fromEntries(headers.filter(([name]) => name !== 'Status')),
      ...(options.gzip ? { 'content-encoding': 'gzip' } : {}),
    });
    const rest = head.subarray(end + 4);
    head = undefined;
    if (rest.length > 0) write(rest);
  });
  child.stdout.on('end', () => body.end());
}
