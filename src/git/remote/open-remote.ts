/** A remote that is read over HTTP, without a clone and without a git program. */
import { readFileSync } from 'node:fs';
import { listRefs } from '../embedded/refs.ts';
import type { Readable } from '../readable.ts';
import { credentialsFor } from './credentials.ts';
import { httpRemote } from './http.ts';
import { objectSpool } from './object-spool.ts';
import { remoteObjects } from './remote-objects.ts';
import { parseAddress } from './remote-url.ts';
import { openUploadPack } from './upload-pack.ts';

export interface RemoteOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** Whether Git's credential helpers may ask at the terminal. */
  readonly interactive: boolean;
  /** Refs outside of it are not looked at. */
  readonly prefix: string;
}

export interface Remote extends Readable {
  /** Its URL as it may be shown. */
  readonly shown: string;
  /** Ends its connections, and lets go of what was received. */
  close(): void;
}

/** Opens a remote by its address, and asks for its refs once. Throws RemoteError, EngineLimitError. */
export async function openRemote(
  address: string,
  { env, cwd, interactive, prefix }: RemoteOptions,
): Promise<Remote> {
  const url = parseAddress(address);
  const remote = httpRemote(url, {
    credentials: credentialsFor(url, { env, cwd, interactive }),
    patience: patienceOf(env),
    ...(env.GIT_SSL_CAINFO ? { authorities: readFileSync(env.GIT_SSL_CAINFO) } : {}),
  });
  const spool = objectSpool();
  const close = () => {
    remote.close();
    spool.close();
  };
  try {
    const service = await openUploadPack(remote, prefix);
    const refs = new Map((await service.refs(prefix)).map(({ name, oid }) => [name, oid]));
    const store = {
      raw: (name: string) => refs.get(name),
      resolve: (name: string) => refs.get(name),
      names: (start: string) => [...refs.keys()].filter(name => name.startsWith(start)),
    };
    return {
      shown: remote.shown,
      objects: remoteObjects({ remote, service, spool }),
      refs: {
        list: async (patterns, { newest = false, count } = {}) => listRefs(store, patterns, newest, count),
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/** Git's own variable, in seconds; Git waits for ever where it is not set, and we are not that patient. */
function patienceOf({ GIT_HTTP_LOW_SPEED_TIME: seconds = '' }: NodeJS.ProcessEnv): number {
  return (Number(seconds) || 30) * 1000;
}
