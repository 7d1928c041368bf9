/** Many small test files in one process: each alone would take longer to start than to run. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const TEST = join(import.meta.dirname, '..');

/** Loads the test files of some folders below `test`, not of those within them, in the order of their names. */
export async function importAll(...folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    const files = readdirSync(join(TEST, folder)).filter(name => name.endsWith('.test.ts'));
    for (const file of files.sort()) await import(join(TEST, folder, file));
  }
}
