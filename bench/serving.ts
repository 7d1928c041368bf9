/** A Git server beside the bench: in a process of its own, since the bench listens to nobody while it measures. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Environment } from './repositories.ts';

const DRIVER = join(import.meta.dirname, '../test/support/git-server-driver.ts');

/** Serves the repositories below a directory while something is measured. */
export async function serving<T>(
  root: string,
  env: Environment,
  measure: (url: string) => T | Promise<T>,
): Promise<T> {
  const server = spawn(process.execPath, ['--import', import.meta.resolve('tsx'), DRIVER, root], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(server, 'close');
  try {
    const [url] = await once(createInterface(server.stdout), 'line');
    return await measure(url);
  } finally {
    server.stdin.end();
    await ended;
  }
}
