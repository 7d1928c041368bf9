/** Part of the build: writes the manual pages into a directory. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printManual } from '../../view/manual.ts';
import { version } from '../version.ts';
import { allPages, fileOfPage } from './pages.ts';

/** Writes them all; what was there before goes. */
export async function writePages(directory: string): Promise<void> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  for (const page of await allPages())
    writeFileSync(join(directory, fileOfPage(page)), printManual(page, version));
}
