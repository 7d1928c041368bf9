/** One look at a file of the work tree, without reading it. */
import { accessSync, constants, lstatSync, readlinkSync } from 'node:fs';
import { onDisk } from './file-digest.ts';

/** What the disk says of one file. */
export type FileLook =
  | {
      readonly kind: 'file';
      readonly executable: boolean;
      readonly size: number;
      /** Changes whenever the file does. */
      readonly stamp: string;
    }
  | { readonly kind: 'link'; readonly target: Buffer }
  | { readonly kind: 'other' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'missing' };

/** Looks at a file. The job waits, and there can be thousands: to ask from other threads would take twenty times as long. */
export function look(top: string, path: string): FileLook {
  const file = onDisk(top, path);
  try {
    const stat = lstatSync(file, { bigint: true });
    if (stat.isSymbolicLink()) return { kind: 'link', target: readlinkSync(file, 'buffer') };
    if (!stat.isFile()) return { kind: stat.isDirectory() ? 'missing' : 'other' };
    accessSync(file, constants.R_OK);
    const executable = (stat.mode & 0o100n) !== 0n;
    return { kind: 'file', executable, size: Number(stat.size), stamp: `${stat.mtimeNs}.${stat.ctimeNs}` };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable' };
  }
}
