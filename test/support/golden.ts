/** Texts that people have looked at once: what is printed now must be the same. UPDATE_GOLDEN=1 writes them anew. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const GOLDEN = join(import.meta.dirname, '..', '..', 'fixtures', 'golden');

/** The golden text of a name, `help/log.txt`; with UPDATE_GOLDEN it is the actual one, written first. */
export function golden(name: string, actual: string): string {
  const file = join(GOLDEN, name);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
  }
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
