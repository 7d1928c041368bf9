import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Channel, closer } from './channel.ts';
import { collect } from './collect.ts';

/**
 * Opens a pipe. Node's own `pipe` is a socket, and then opening `/dev/stdout` or `/dev/stderr` fails in the
 * child (`tee /dev/stderr`); a named pipe whose name is gone is a pipe like any other.
 * Rejects where none can be made.
 */
export async function openPipe(): Promise<Channel> {
  if (ready.length === 0) preparePipes(1);
  return ready.shift() as Promise<Channel>;
}

const ready: Promise<Channel>[] = [];

/**
 * Has pipes made for those who will ask, all by one process, while other things go on. Their names are below
 * `directory` for a moment: there, what is left of a process that was killed is found.
 */
export function preparePipes(count: number, directory = tmpdir()): void {
  if (count === 0) return;
  // Not every file system can hold a pipe's name, and not every disk has room for it.
  const channels = makePipes(count, directory).catch(error => {
    if (directory === tmpdir()) throw error;
    return makePipes(count, tmpdir());
  });
  for (let index = 0; index < count; index++) {
    const channel = channels.then(all => all[index] as Channel);
    // Who asks for it hears of the trouble.
    channel.catch(() => {});
    ready.push(channel);
  }
}

async function makePipes(count: number, parent: string): Promise<Channel[]> {
  const directory = mkdtempSync(join(parent, 'git-run-'));
  try {
    const paths = Array.from({ length: count }, (_, index) => join(directory, String(index)));
    const { code, stderr } = await collect('mkfifo', paths);
    if (code !== 0) throw new Error(`mkfifo failed: ${stderr.trim()}`);
    return paths.map(openEnds);
  } finally {
    discard(directory);
  }
}

/** That a name stays is no reason to do without the pipe. */
function discard(directory: string): void {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // Below a journal it goes with that.
  }
}

function openEnds(path: string): Channel {
  // Without O_NONBLOCK the first open would wait for the second.
  const outputFd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const inputFd = openSync(path, constants.O_WRONLY);
    const output = new Socket({ fd: outputFd, readable: true, writable: false });
    return { output, outputFd, inputFd, closeInput: closer(inputFd), hidden: [] };
  } catch (error) {
    closeSync(outputFd);
    throw error;
  }
}
