import { closeSync, readSync } from 'node:fs';
import { Socket } from 'node:net';
import { isatty, ReadStream } from 'node:tty';

/** A way for a child's output to us: a pipe or a pseudo-terminal. */
export interface Channel {
  /** Our end. Destroying it closes `outputFd`; an `error` of it is the end of the data. */
  readonly output: Socket;
  readonly outputFd: number;
  /** The child's end. */
  readonly inputFd: number;
  /**
   * Closes our copy of the child's end; may be called again. Not before the child's end: libuv takes a terminal's
   * hang-up for the end of the data even where there is more to read.
   */
  closeInput(): void;
  /** Descriptors that the child must not share. */
  readonly hidden: readonly number[];
}

/** Takes up a channel that another process opened: our end was handed down to us, the child's is not ours to close. */
export function inheritedChannel(fd: number): Channel {
  const output = isatty(fd) ? new ReadStream(fd) : new Socket({ fd, readable: true, writable: false });
  return { output, outputFd: fd, inputFd: -1, closeInput() {}, hidden: [] };
}

/** Makes a function that closes a descriptor, once. */
export function closer(fd: number): () => void {
  let open = true;
  return () => {
    if (open) closeSync(fd);
    open = false;
  };
}

/** Not more than a pipe can hold unless root has set it larger. */
const LARGEST_PIECE = 1 << 20;

/**
 * Takes what the system holds of the output right now, past the stream, which must be paused and read empty.
 * `nothing`: nothing now, but somebody could still write. `end`: all has been read, and nobody could.
 */
export function readHeld(channel: Channel): Buffer | 'nothing' | 'end' {
  if (channel.output.destroyed) return 'end';
  try {
    const buffer = Buffer.allocUnsafe(LARGEST_PIECE);
    const length = readSync(channel.outputFd, buffer, 0, buffer.length, null);
    return length === 0 ? 'end' : buffer.subarray(0, length);
  } catch (error) {
    // A pseudo-terminal ends with EIO.
    return (error as NodeJS.ErrnoException).code === 'EAGAIN' ? 'nothing' : 'end';
  }
}
