/**
 * Whether refs may have moved, told by the file system alone: Git lays a new file in the place of the old one, which
 * changes the directory, or writes `packed-refs` anew, or the list of tables where refs are kept in those.
 * https://git-scm.com/docs/gitrepository-layout, https://git-scm.com/docs/reftable
 */
import { lstatSync } from 'node:fs';
import { join } from 'node:path';

export interface RefsState {
  /** The same for as long as nothing has changed. */
  readonly mark: string;
  /** When something last has: ms since 1970, by the file system's clock; endless where that cannot be told. */
  readonly changed: number;
}

/** The state of the refs that lie directly in some directories, such as `refs/runs/`. */
export function refsState(commonDir: string, directories: readonly string[]): RefsState {
  const looks = [...directories, 'packed-refs', 'reftable/tables.list'].map(path =>
    look(join(commonDir, path)),
  );
  return {
    mark: looks.map(({ mark }) => mark).join('\n'),
    changed: Math.max(...looks.map(({ changed }) => changed)),
  };
}

function look(path: string): RefsState {
  try {
    const stat = lstatSync(path, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) return { mark: '', changed: 0 };
    const { ino, size, mtimeNs, ctimeNs, mtimeMs, ctimeMs } = stat;
    return {
      mark: `${ino} ${size} ${mtimeNs} ${ctimeNs}`,
      changed: Math.max(Number(mtimeMs), Number(ctimeMs)),
    };
  } catch {
    return { mark: '', changed: Number.POSITIVE_INFINITY };
  }
}
