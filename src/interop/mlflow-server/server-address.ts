/** Where a server of MLflow is, and who we are to it. */
import { printAddress } from '../../git/remote/remote-url.ts';
import { UsageError } from '../../run/errors.ts';

export interface ServerAddress {
  /** Without user, query and final slash. */
  readonly url: string;
  /** As it may be shown. */
  readonly shown: string;
  /** The value of the header of that name; absent where nothing is known. */
  readonly authorization?: string;
}

/**
 * Reads an address. Who we are is what stands in it, else MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, else
 * MLFLOW_TRACKING_TOKEN, as MLflow's own client has it. Throws UsageError where it is none of a server.
 */
export function parseServerAddress(
  word: string,
  env: Readonly<Record<string, string | undefined>>,
): ServerAddress {
  const shown = printAddress(word);
  if (!/^https?:\/\//i.test(word) || !URL.canParse(word))
    throw new UsageError(
      `${shown} is no address of an MLflow server: http://HOST:PORT or https://HOST; a directory: git run import mlruns DIR`,
    );
  const { origin, pathname, username, password } = new URL(word);
  const authorization = authorizationOf({ username: decoded(username), password: decoded(password) }, env);
  return {
    url: origin + pathname.replace(/\/+$/, ''),
    shown: printAddress(origin + pathname.replace(/\/+$/, '')),
    ...(authorization === undefined ? {} : { authorization }),
  };
}

function authorizationOf(
  own: { readonly username: string; readonly password: string },
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (own.username !== '' || own.password !== '') return basic(own.username, own.password);
  const { MLFLOW_TRACKING_USERNAME: user, MLFLOW_TRACKING_PASSWORD: password, MLFLOW_TRACKING_TOKEN } = env;
  if (user) return basic(user, password ?? '');
  return MLFLOW_TRACKING_TOKEN ? `Bearer ${MLFLOW_TRACKING_TOKEN}` : undefined;
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
