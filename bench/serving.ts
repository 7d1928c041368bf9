/** A Git server beside the bench: in a process of its own, since the bench listens to nobody while it measures. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Environment } from './repositories.ts';

const DRIVERS = join(import.meta.dirname, '../test/support');

/** Serves the repositories below a directory over HTTP while something is measured. */
export async function serving<T>(
  root: string,
  env: Environment,
  measure: (url: string) => T | Promise<T>,
): Promise<T> {
  return beside(['git-server-driver.ts', root], env, measure);
}

export interface Ssh {
  /** The absolute path of a repository follows. */
  readonly url: string;
  /** What a client needs in its environment. */
  readonly env: Environment;
}

/** Serves all repositories over ssh while something is measured; says why where there is no sshd. */
export async function servingSsh<T>(
  env: Environment,
  measure: (ssh: Ssh | { readonly skipped: string }) => T | Promise<T>,
): Promise<T> {
  return beside(['ssh-server-driver.ts'], env, line => measure(JSON.parse(line)));
}

/** Runs a server; it says in its first line how it is to be reached. */
async function beside<T>(
  [driver = '', ...args]: readonly string[],
  env: Environment,
  measure: (line: string) => T | Promise<T>,
): Promise<T> {
  const words = ['--import', import.meta.resolve('tsx'), join(DRIVERS, driver), ...args];
  const server = spawn(process.execPath, words, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(server, 'close');
  try {
    const [line] = await once(createInterface(server.stdout), 'line');
    return await measure(line);
  } finally {
    server.stdin.end();
    await ended;
  }
}
