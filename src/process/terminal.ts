import { once } from 'node:events';
import { closeSync, constants, openSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ReadStream } from 'node:tty';
import { type Channel, closer } from './channel.ts';
import { spawnAttached } from './spawn.ts';

/** A pseudo-terminal: what the child writes to comes out at `output`, byte for byte. */
export interface Terminal extends Channel {
  /** Does not tell the child: that takes a SIGWINCH. */
  resize(columns: number, rows: number): void;
}

/** The native half of node-pty, without its way of starting processes. */
interface Native {
  open(columns: number, rows: number): { master: number; slave: number; pty: string };
  resize(fd: number, columns: number, rows: number): void;
}

/** Opens a pseudo-terminal of a size. Rejects where the native module or the system has none. */
export async function openTerminal(columns: number, rows: number): Promise<Terminal> {
  const native = loadNative();
  const { master, slave, pty } = native.open(columns, rows);
  // Opened again by its name it is blocking and has O_CLOEXEC.
  const inputFd = openSync(pty, constants.O_RDWR | constants.O_NOCTTY);
  closeSync(slave);
  const terminal: Terminal = {
    output: new ReadStream(master),
    outputFd: master,
    inputFd,
    closeInput: closer(inputFd),
    hidden: [master],
    resize: (width, height) => {
      if (!terminal.output.destroyed) native.resize(master, width, height);
    },
  };
  await leaveOutputAlone(terminal);
  return terminal;
}

function loadNative(): Native {
  const { requireBinary } = createRequire(import.meta.url)('@lydell/node-pty/requireBinary.js') as {
    requireBinary(file: string): Native;
  };
  return requireBinary('pty.node');
}

/** Ends the translation of line ends: the real terminal does it, and only once. Where it cannot, it stays. */
async function leaveOutputAlone(terminal: Terminal): Promise<void> {
  const { inputFd, hidden } = terminal;
  const stty = spawnAttached('stty', ['-opost'], { stdio: [inputFd, 'ignore', 'ignore'], hidden });
  await once(stty, 'close').catch(() => undefined);
}
