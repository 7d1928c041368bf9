/** The endpoint: a server on an address, with a gate in front of every path, and the routes of the list behind it. */
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { downloadHeaders } from './downloads.ts';
import { answerable, MlflowError } from './errors.ts';
import { type GateRules, letIn } from './gate.ts';
import type { Page } from './pages.ts';
import { readMessage, readQuery } from './requests.ts';
import type { BytesAnswer, BytesRoute, MessageRoute, Route } from './route.ts';
import { routes } from './routes.ts';
import type { Tracking } from './tracking.ts';
import { type Message, printMessage } from './wire.ts';

export interface ServeOptions {
  /** An address or a name of this machine. */
  readonly host: string;
  /** 0 is any that is free. */
  readonly port: number;
  /** Other names that clients may call this machine. */
  readonly names?: readonly string[];
  readonly token?: string;
  /** Is told of every request that was let in; a client is a connection. */
  heard?(request: { readonly client: string; readonly isWrite: boolean }): void;
}

export interface Endpoint {
  /** What clients take for MLFLOW_TRACKING_URI. */
  readonly url: string;
  /** Answers what has been asked, and no more. */
  close(): Promise<void>;
}

/** Starts to listen. Throws the system's error where that address cannot be had. */
export async function serve(tracking: Tracking, options: ServeOptions): Promise<Endpoint> {
  const hosts = new Set<string>();
  const server = serverOf(tracking, { hosts, token: options.token }, options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  for (const name of ['127.0.0.1', 'localhost', '::1', options.host, ...(options.names ?? [])])
    hosts.add(`${bracketed(name)}:${port}`.toLowerCase());
  const secret = options.token === undefined ? '' : `/${options.token}`;
  return {
    url: `http://${bracketed(options.host)}:${port}${secret}`,
    close: () => closed(server),
  };
}

/** A server that does not listen yet. */
export function serverOf(
  tracking: Tracking,
  rules: GateRules,
  { host, heard }: Pick<ServeOptions, 'host' | 'heard'>,
): Server {
  const app = appOf(tracking, rules, heard === undefined ? {} : { heard });
  const server = createAdaptorServer({ fetch: app.fetch, hostname: host }) as Server;
  // Longer than a training loop lets a connection rest.
  server.keepAliveTimeout = 300_000;
  // An upload may take its time.
  server.requestTimeout = 0;
  return server;
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Who is being answered is waited for so long: ms. */
const PATIENCE = 10_000;

async function closed(server: Server): Promise<void> {
  const end = new Promise<void>(resolve => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), PATIENCE);
  await end;
  clearTimeout(timer);
}

type App = Hono<{ Bindings: HttpBindings }>;
type Exchange = Context<{ Bindings: HttpBindings }>;

function appOf(tracking: Tracking, rules: GateRules, { heard }: Pick<ServeOptions, 'heard'>): App {
  const app: App = new Hono({
    // The path as it was sent: that of a Request has been tidied up already.
    getPath: (_, options) => pathOf(options?.env?.incoming as IncomingMessage),
  });
  app.use(async ({ env: { incoming } }, next) => {
    letIn({ url: incoming.url ?? '', headers: incoming.headers }, rules);
    heard?.({
      client: `${incoming.socket.remoteAddress}:${incoming.socket.remotePort}`,
      isWrite: incoming.method !== 'GET',
    });
    await next();
  });
  function pathOf({ url = '', headers }: IncomingMessage): string {
    try {
      return letIn({ url, headers }, rules);
    } catch {
      // The gate says why.
      return '/';
    }
  }
  for (const route of routes) {
    for (const path of pathsOf(route))
      app.on(route.method, path, exchange => answer(tracking, route, exchange));
  }
  app.notFound(({ env: { incoming } }) => {
    const place = `${incoming.method} ${pathOf(incoming)}`;
    return failed(new MlflowError('ENDPOINT_NOT_FOUND', `git-run has no endpoint ${place}`));
  });
  app.onError(error => {
    const answer = answerable(error);
    if (answer.status === 500) tracking.world.say(`git-run: ${answer.message}`);
    return failed(answer);
  });
  return app;
}

/** Browsers ask for the same below another prefix. */
function pathsOf({ path }: Route): string[] {
  return path.startsWith('/api/') ? [path, `/ajax-api/${path.slice('/api/'.length)}`] : [path];
}

function answer(tracking: Tracking, route: Route, exchange: Exchange): Promise<Response> {
  return route.kind === 'message'
    ? answerMessage(tracking, route, exchange)
    : answerBytes(tracking, route, exchange);
}

async function answerMessage(tracking: Tracking, route: MessageRoute, exchange: Exchange): Promise<Response> {
  const { incoming } = exchange.env;
  const fields =
    route.method === 'GET'
      ? readQuery(queryOf(incoming))
      : await readMessage(incoming.headers, bodyOf(incoming), route.most);
  return said(await route.answer(tracking, { ...fields, ...exchange.req.param() }));
}

async function answerBytes(tracking: Tracking, route: BytesRoute, exchange: Exchange): Promise<Response> {
  const { incoming } = exchange.env;
  const prefix = exchange.req.routePath.replace(/\*$/, '');
  const rest = exchange.req.path.slice(prefix.length);
  const found = await route.answer(tracking, { rest, query: queryOf(incoming), body: bodyOf(incoming) });
  return bytesResponse(found, incoming.method === 'HEAD');
}

/**
 * What a client sends. What of it nobody reads, because it is refused before its end, is passed over when the answer has
 * gone: many clients read none before they have sent all. Destroyed, it would never be, and they would wait.
 */
function bodyOf(incoming: IncomingMessage): AsyncIterable<Uint8Array> {
  return incoming.iterator({ destroyOnReturn: false });
}

function queryOf({ url = '' }: IncomingMessage): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
}

async function bytesResponse(found: BytesAnswer, isHead: boolean): Promise<Response> {
  if ('message' in found) return said(found.message);
  if ('text' in found)
    return new Response(found.text, { headers: { ...GUARDS, 'Content-Type': 'text/plain' } });
  if ('page' in found) return pageResponse(found.page, isHead);
  const headers = { ...GUARDS, ...downloadHeaders(found.file, found.size) };
  if (isHead) {
    await leave(found.bytes);
    return new Response(null, { headers });
  }
  return new Response(Readable.toWeb(Readable.from(found.bytes)) as ReadableStream<Uint8Array>, { headers });
}

/** A file that nobody begins to read would stay open. */
async function leave(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of bytes) return;
}

function pageResponse({ html, policy, status = 200 }: Page, isHead: boolean): Response {
  const headers = {
    ...GUARDS,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `${policy}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'Cross-Origin-Opener-Policy': 'same-origin',
  };
  return new Response(isHead ? null : html, { status, headers });
}

function failed({ data, status, message }: MlflowError): Response {
  return said({ error_code: data.code, message }, status);
}

function said(message: Message, status = 200): Response {
  return new Response(printMessage(message), {
    status,
    headers: { ...GUARDS, 'Content-Type': 'application/json' },
  });
}

/** Of every answer: nothing that is said here is a page, or part of one, but for the few that say themselves what they may do. */
const GUARDS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};
