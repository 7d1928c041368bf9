import { write } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { readHeld } from '../process/channel.ts';
import { spawnAttached } from '../process/spawn.ts';
import type { Execution } from './execution.ts';
import type { Outlet } from './outlets.ts';

/** Not more is read after the child's end: what one pipe can hold. A daemon could write for ever. */
const HELD_AT_MOST = 1 << 20;

const writeSome = promisify(write);

export interface PassingOn {
  /** Whether nothing can come any more: nobody could write, or nobody reads. */
  isOver(): boolean;
  /** Passes on what the child wrote before its end, and no more. */
  finish(): Promise<void>;
}

/** Passes a child's output on, piece by piece, and tells of each; reads no faster than both are done. */
export function passOn(
  outlet: Outlet,
  { onOutput, onProblem }: Pick<Execution, 'onOutput' | 'onProblem'>,
): PassingOn {
  const { channel, name, to } = outlet;
  const { output } = channel;
  const troubles = new Set<string>();
  const trouble = (code: string, error: unknown) => {
    if (!troubles.has(code)) onProblem?.({ code, message: `${name}: ${(error as Error).message}` });
    troubles.add(code);
  };

  const take = async (bytes: Buffer) => {
    await writeAll(to, bytes).catch(error => {
      // The reader is gone: so is the child's, and it is for the child to be told (SIGPIPE).
      if (error.code === 'EPIPE') output.destroy();
      else trouble('output-not-passed-on', error);
    });
    try {
      await onOutput(name, bytes);
    } catch (error) {
      trouble('output-not-recorded', error);
    }
  };

  let inHand = Promise.resolve();
  let finishing = false;
  const onData = (bytes: Buffer) => {
    output.pause();
    inHand = take(bytes).then(() => {
      if (!finishing) output.resume();
    });
  };
  output.on('error', () => undefined);
  output.on('data', onData);

  const finish = async () => {
    finishing = true;
    output.off('data', onData).pause();
    await inHand;
    await passOnHeld(outlet, take);
    output.destroy();
  };
  return { finish, isOver: () => output.destroyed };
}

async function passOnHeld({ channel, to }: Outlet, take: (bytes: Buffer) => Promise<void>): Promise<void> {
  for (let taken = 0; taken <= HELD_AT_MOST; ) {
    const held: ReturnType<typeof readHeld> = channel.output.read() ?? readHeld(channel);
    if (typeof held === 'string') break;
    taken += held.length;
    await take(held);
  }
  channel.closeInput();
  const held = readHeld(channel);
  if (typeof held !== 'string') await take(held);
  if (held === 'end' || channel.output.destroyed) return;
  // Something the child left behind still has the pipe. It writes on to where it would without us.
  spawnAttached('cat', [], {
    stdio: [channel.outputFd, to, 'ignore'],
    hidden: channel.hidden,
    detached: true,
  })
    .on('error', () => undefined)
    .unref();
}

/** Writes past Node's own stream, whose writes to files and terminals stop everything else meanwhile. */
async function writeAll(fd: number, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += (await writeSome(fd, bytes, at)).bytesWritten;
    } catch (error) {
      // Whoever shares the file with us made it non-blocking; there is nothing to wait on but time.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      await delay(5);
    }
  }
}
