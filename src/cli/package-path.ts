/** Files that are published beside the program: scripts for shells, manual pages. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The path of one of them, from the top of the package: the program is a directory below it when it is built, more when it is not. */
export function packagePath(file: string): string {
  const here = dirname(fileURLToPath(import.meta.url));
  let top = here;
  while (!existsSync(join(top, 'package.json')) && dirname(top) !== top) top = dirname(top);
  return join(top, file);
}
