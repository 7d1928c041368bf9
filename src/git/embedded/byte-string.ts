/**
 * Paths as byte strings, a character a byte (latin1): they compare as Git compares paths, match as its patterns do,
 * and are keys of maps, whatever the bytes.
 */
import { pathFromBytes, pathToBytes } from '../../run/path.ts';

export function toByteString(path: string): string {
  return pathToBytes(path).toString('latin1');
}

export function fromByteString(bytes: string): string {
  return pathFromBytes(Buffer.from(bytes, 'latin1'));
}

/** The file of a byte string below a directory, as the file system takes it. */
export function below(directory: string, bytes: string): Buffer {
  return Buffer.concat([Buffer.from(`${directory}/`), Buffer.from(bytes, 'latin1')]);
}
