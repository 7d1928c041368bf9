/** A disk that is soon full: a file system in memory, which root alone may mount. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Teardown } from './temporary-repository.ts';

const mount = (size: string, directory: string) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', directory], { stdio: 'ignore' })
    .status === 0;

/** What a test that needs one is skipped with. */
export const withoutSmallDisk = !canMount() && 'SKIPPED: no file system can be mounted here';

function canMount(): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'git-run-disk-'));
  const isMounted = mount('4k', directory);
  if (isMounted) execFileSync('umount', [directory]);
  rmdirSync(directory);
  return isMounted;
}

/** Makes one of a size as of `mount`, until the test's end. */
export function smallDisk(t: Teardown, size: string): string {
  const directory = mkdtempSync(join(tmpdir(), 'git-run-disk-'));
  if (!mount(size, directory)) throw new Error(`nothing could be mounted at ${directory}`);
  t.teardown(() => {
    execFileSync('umount', [directory]);
    rmdirSync(directory);
  });
  return directory;
}
