/** A server that answers as a test wants. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Teardown } from './temporary-repository.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Serves until the test's end; returns its URL. With a key and a certificate, over TLS. */
export async function webServer(
  t: Teardown,
  answer: Answer,
  tls?: { readonly key: string; readonly cert: string },
): Promise<string> {
  const server = tls === undefined ? createServer(answer) : createTlsServer(tls, answer);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http${tls === undefined ? '' : 's'}://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
