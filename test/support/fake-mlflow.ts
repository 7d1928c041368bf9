/** A server that answers in MLflow's words as a test wants, faults and all; and doors to servers that do not keep a test waiting. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { openServer, type Server } from '../../src/interop/mlflow-server/open-server.ts';
import type { Patience } from '../../src/interop/mlflow-server/patience.ts';
import type { Teardown } from './temporary-repository.ts';
import { webServer } from './web-server.ts';

export interface FakeRequest {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** What was sent. */
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: messages are looked into as a server would.
  readonly json: any;
}

/** Answers with a message, or by itself, when it returns nothing. Paths are those behind `/api/2.0/mlflow`, or whole. */
export type Say = (request: FakeRequest, response: ServerResponse) => unknown;

export interface FakeMlflow {
  readonly url: string;
  readonly server: Server;
  /** What was asked, as `METHOD path`. */
  readonly asked: string[];
  /** How long was waited between tries, ms. */
  readonly waits: number[];
}

const API = '/api/2.0/mlflow';

/** What nobody has told it of is refused as MLflow refuses it. */
export async function fakeMlflow(t: Teardown, says: Readonly<Record<string, Say>>): Promise<FakeMlflow> {
  const [asked, waits]: [string[], number[]] = [[], []];
  const url = await webServer(t, async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url as string, 'http://x');
    const path = pathname.startsWith(`${API}/`) ? pathname.slice(API.length) : pathname;
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const text = Buffer.concat(pieces).toString();
    const method = request.method as string;
    asked.push(`${method} ${path}`);
    const say =
      says[path] ?? says[`${path.slice(0, path.lastIndexOf('/'))}/*`] ?? refuse(404, 'ENDPOINT_NOT_FOUND');
    const json = request.headers['content-type'] === 'application/json' ? JSON.parse(text) : undefined;
    const answer = await say({ method, path, query, headers: request.headers, text, json }, response);
    if (answer === undefined) return;
    response.end(typeof answer === 'string' || Buffer.isBuffer(answer) ? answer : JSON.stringify(answer));
  });
  return { url, server: openServer({ url, shown: url }, hurried(waits)), asked, waits };
}

/** Notes how long it was to wait, and does not. */
export function hurried(waits: number[] = []): Patience {
  return {
    pauses: [500, 1000, 2000],
    wait: async ms => void waits.push(ms),
    silence: 20_000,
  };
}

/** Refuses as MLflow does. */
export function refuse(status: number, error_code: string, message = error_code): Say {
  return (_, response) => {
    response.statusCode = status;
    return { error_code, message };
  };
}

/** As what MLflow is built upon has it, where MLflow itself fails. */
export const PAGE_500: Say = (_, response) => {
  response.writeHead(500, { 'content-type': 'text/html' });
  return '<!doctype html><title>500 Internal Server Error</title>';
};

/** Ends the connection in the midst of an answer. */
export const CUT: Say = (_, response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write('{');
  setImmediate(() => response.destroy());
};
