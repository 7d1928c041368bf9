/** Where a long answer goes: standard output, or a file. */
import { type FileHandle, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';

export interface Sink {
  /** Takes text; waits where the reader is behind. */
  write(text: string): Promise<void>;
  /** Hands on what is held. */
  close(): Promise<void>;
}

/** Characters that are handed on together. */
const PIECE = 2 ** 16;

/** Opens one: a file's path, or `-` or nothing for standard output. What a terminal is shown is made safe. */
export async function openSink(context: Context, path = '-'): Promise<Sink> {
  const file = path === '-' ? undefined : await open(resolve(context.cwd, path), 'w');
  let held = '';
  const handOn = async () => {
    const text = held;
    held = '';
    if (text !== '') await deliver(context, file, text);
  };
  return {
    async write(text) {
      held += text;
      if (held.length >= PIECE) await handOn();
    },
    async close() {
      try {
        await handOn();
      } finally {
        await file?.close();
      }
    },
  };
}

async function deliver({ out }: Context, file: FileHandle | undefined, text: string): Promise<void> {
  if (file !== undefined) await file.appendFile(text);
  else await out.writeBytes(Buffer.from(out.isTerminal ? sanitise(text, { newlines: true }) : text));
}
