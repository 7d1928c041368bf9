/** Outputs of earlier runs: what is one once is in no source afterwards. */
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Remembers outputs, by their paths from the top of the work tree; each once. That it cannot is no error: it is a cache. */
export async function rememberOutputs(cache: string, paths: readonly string[]): Promise<void> {
  const list = join(cache, 'outputs');
  const known = new Set((await readFile(list, 'utf8').catch(() => '')).split('\0'));
  const fresh = paths.filter(path => !known.has(path)).map(path => `${path}\0`);
  if (fresh.length > 0) await appendFile(list, fresh.join(''), { mode: 0o600 }).catch(() => {});
}
