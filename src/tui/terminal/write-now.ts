import { writeSync } from 'node:fs';

/** How long a descriptor that takes nothing is tried again, in ms, and how often. */
const PATIENCE = 10_000;
const PAUSE = 5;

const nobody = new Int32Array(new SharedArrayBuffer(4));

/**
 * Writes all of a text before it returns. A slow reader of a non-blocking descriptor is waited for (EAGAIN), up to 10 s
 * without a byte; throws what the system says then, or at once: EIO and EPIPE where nobody reads any more.
 */
export function writeNow(fd: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let [at, waited] = [0, 0]; at < bytes.length; ) {
    try {
      at += writeSync(fd, bytes, at);
      waited = 0;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN' || waited >= PATIENCE) throw error;
      Atomics.wait(nobody, 0, 0, PAUSE);
      waited += PAUSE;
    }
  }
}
