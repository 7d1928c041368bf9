/** Calls of the tracking API as they go over the wire, over one connection, timed. */
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

export interface Calls {
  /** Sends a message, to a path below the API's own. Throws, as all of them, where the answer is no success. */
  ask(path: string, message: object): Promise<Answer>;
  put(path: string, bytes: Buffer): Promise<Answer>;
  get(path: string): Promise<Answer>;
  close(): void;
}

export interface Answer {
  readonly ms: number;
  readonly bytes: Buffer;
}

/** A client of a server. */
export function callsOf(url: string): Calls {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (method: string, path: string, type: string, body?: Buffer) =>
    new Promise<Answer>((resolve, reject) => {
      const begun = performance.now();
      const headers = body === undefined ? {} : { 'Content-Type': type, 'Content-Length': body.length };
      const sent = request(`${url}${path}`, { method, agent, headers }, answer => {
        const pieces: Buffer[] = [];
        answer
          .on('data', piece => pieces.push(piece))
          .on('error', reject)
          .on('end', () => {
            const bytes = Buffer.concat(pieces);
            if (answer.statusCode === 200) return resolve({ ms: performance.now() - begun, bytes });
            reject(new Error(`${method} ${path}: ${answer.statusCode} ${bytes.toString().slice(0, 1000)}`));
          });
      });
      sent.on('error', reject).end(body);
    });
  return {
    ask: (path, message) =>
      send('POST', `/api/2.0/mlflow/${path}`, 'application/json', Buffer.from(JSON.stringify(message))),
    put: (path, bytes) => send('PUT', path, 'application/octet-stream', bytes),
    get: path => send('GET', path, ''),
    close: () => agent.destroy(),
  };
}
