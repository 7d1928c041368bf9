/** What a server has to do, on one line of a terminal: open runs, clients of the last minute, writes a second. */
import { formatCount } from '../view/format.ts';
import type { Context } from './context.ts';

export interface ServeStatus {
  /** Notes a request. */
  heard(request: { readonly client: string; readonly isWrite: boolean }): void;
  stop(): void;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Shows the line where the conversation is a terminal, once a second; elsewhere nothing. */
export function serveStatus({ err, now }: Pick<Context, 'err' | 'now'>, openRuns: () => number): ServeStatus {
  const clients = new Map<string, number>();
  let writes = 0;
  const show = () => {
    for (const [client, last] of clients) if (now() - last > MINUTE) clients.delete(client);
    err.write(`\r\x1b[K${statusLine({ runs: openRuns(), clients: clients.size, writes })}`);
    writes = 0;
  };
  const timer = err.isTerminal ? setInterval(show, SECOND) : undefined;
  timer?.unref();
  return {
    heard({ client, isWrite }) {
      clients.set(client, now());
      if (isWrite) writes++;
    },
    stop() {
      clearInterval(timer);
      if (err.isTerminal) err.write('\r\x1b[K');
    },
  };
}

/** `2 open runs  1 client  140 writes/s` */
export function statusLine({
  runs,
  clients,
  writes,
}: {
  runs: number;
  clients: number;
  writes: number;
}): string {
  return [formatCount(runs, 'open run'), formatCount(clients, 'client'), `${writes} writes/s`].join('  ');
}
