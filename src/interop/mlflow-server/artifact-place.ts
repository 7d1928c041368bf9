/**
 * Where the artifacts of a run are at a server. An address that a server has for them is never opened here: it could name
 * a file of ours, or a host that nobody has named.
 */
import { whyUnsafe } from '../../run/safe-path.ts';
import type { Server } from './open-server.ts';

/** The server's own door to artifacts. */
export const PROXY = '/api/2.0/mlflow-artifacts/artifacts';

/** What an address of artifacts is behind that door; undefined where it leads elsewhere. */
export function behindProxy({ url }: Pick<Server, 'url'>, uri: string): string | undefined {
  const [, authority = '', path] = /^mlflow-artifacts:(?:\/\/([^/]*))?\/*([^?#]*)$/i.exec(uri) ?? [];
  const door = `${url}${PROXY}/`;
  const isHere = authority === '' || authority === new URL(url).host;
  const root =
    path !== undefined && isHere ? path : uri.startsWith(door) ? uri.slice(door.length) : undefined;
  const trimmed = root?.replace(/\/+$/, '');
  return trimmed !== undefined && whyUnsafe(trimmed) === undefined ? trimmed : undefined;
}

/** The path of a request for something behind the door. */
export function proxyPath(path: string): string {
  return `${PROXY}/${path.split('/').map(encodeURIComponent).join('/')}`;
}
