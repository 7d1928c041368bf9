/**
 * Who may come in. One gate stands in front of every path, known or not: a list of what is guarded would miss one. It
 * keeps out web pages (another origin), names that were made to lead here (DNS rebinding), and who has no token.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import { MlflowError } from './errors.ts';

export interface GateRules {
  /** What `Host` may say, such as `127.0.0.1:5000`. */
  readonly hosts: ReadonlySet<string>;
  /** Needed in front of every path, or as bearer token or password, where it is set. */
  readonly token?: string | undefined;
}

export interface Knock {
  /** Path and query, as they were sent. */
  readonly url: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** The path of a request without the token in front of it. Throws MlflowError for one that may not come in. */
export function letIn({ url, headers }: Knock, { hosts, token }: GateRules): string {
  if (!hosts.has(one(headers.host).toLowerCase()))
    throw denied('Invalid Host header - possible DNS rebinding attack detected');
  const origin = one(headers.origin);
  const isOwn = [...hosts].some(host => origin === `http://${host}`);
  const site = one(headers['sec-fetch-site']);
  const path = url.split('?', 1)[0] as string;
  const [, first = '', rest = '/'] = /^\/([^/]*)(\/.*)?$/s.exec(path) ?? [];
  const isTop = token === undefined ? path === '/' : rest === '/';
  const isFromElsewhere = site !== '' && site !== 'same-origin' && site !== 'none';
  if ((origin !== '' && !isOwn) || (isFromElsewhere && !(isTop && isFollowed(headers))))
    throw denied('Cross-origin request blocked');
  if (token === undefined) return path;
  if (isEqual(first, token)) return rest;
  if (isEqual(bearerOf(one(headers.authorization)), token)) return path;
  throw new MlflowError(
    'UNAUTHENTICATED',
    'The token of this server is needed: as the first part of the path, or as MLFLOW_TRACKING_TOKEN',
  );
}

/**
 * Whether somebody has followed a link, in a notebook say, to a page of its own: the one at the top, which tells nothing,
 * may be gone to from anywhere.
 */
function isFollowed(headers: Knock['headers']): boolean {
  return one(headers['sec-fetch-mode']) === 'navigate' && one(headers['sec-fetch-dest']) === 'document';
}

function denied(message: string): MlflowError {
  return new MlflowError('PERMISSION_DENIED', message);
}

function one(header: string | string[] | undefined): string {
  return Array.isArray(header) ? header.join(',') : (header ?? '');
}

/** A bearer token, or the password of whoever gives one. */
function bearerOf(header: string): string {
  const [, scheme = '', value = ''] = /^(bearer|basic) +(\S+)$/i.exec(header) ?? [];
  if (scheme.toLowerCase() !== 'basic') return value;
  const given = Buffer.from(value, 'base64').toString();
  return given.slice(given.indexOf(':') + 1);
}

/** In a time that tells nothing of either. */
function isEqual(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
