/** A file of a journal that grows line by line. */
import { closeSync, openSync, writeSync } from 'node:fs';

export interface LineFile {
  /** At once, and not in turn with other threads: it takes less time than to hand it over. Throws where it cannot. */
  append(lines: string): void;
  /** Somebody else has written to it, and may have left half of a line. */
  mend(): void;
  /** Nothing more is taken. */
  close(): void;
}

/** Opens it when the first line comes; `what` is said in errors: whose journal it is. */
export function lineFile(path: string, what: string): LineFile {
  let file: number | undefined;
  let isTorn = false;
  let isClosed = false;
  return {
    append(lines) {
      if (lines === '') return;
      try {
        if (isClosed) throw new Error('it is closed');
        file ??= openSync(path, 'a', 0o600);
        // After half of a line on a full disk the next one begins anew.
        const bytes = Buffer.from(isTorn ? `\n${lines}` : lines);
        isTorn = true;
        for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
        isTorn = false;
      } catch (error) {
        throw new Error(`the journal of run ${what} cannot be written: ${(error as Error).message}`, {
          cause: error,
        });
      }
    },
    mend() {
      isTorn = true;
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
      isClosed = true;
    },
  };
}
