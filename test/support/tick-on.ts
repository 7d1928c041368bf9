/** The clock of a file system ticks coarser than two changes can follow each other. */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Waits until what changes below a directory gets a later time than what has changed so far. */
export function tickOn(directory: string): void {
  const probe = join(directory, 'tick');
  const write = () => {
    writeFileSync(probe, '');
    return statSync(probe, { bigint: true }).mtimeNs;
  };
  const now = write();
  while (write() === now);
  rmSync(probe);
}
