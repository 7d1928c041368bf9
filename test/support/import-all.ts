/** Many test files in one process: most alone would take longer to start than to run. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';

const TEST = join(import.meta.dirname, '..');

/**
 * Loads the test files of some folders below `test`, not of those within them, in the order of their names.
 *
 * tap ends the process's plan when no test is left, and refuses what a file imported after that brings. So the loading
 * is itself a test: the files' tests queue behind it, and none runs before all are there.
 */
export function importAll(...folders: readonly string[]): void {
  void t.test('every file of the group is loaded', async t => {
    for (const folder of folders) {
      const files = readdirSync(join(TEST, folder)).filter(name => /\.test\.tsx?$/.test(name));
      t.not(files.length, 0, folder);
      for (const file of files.sort()) await import(join(TEST, folder, file));
    }
  });
}
