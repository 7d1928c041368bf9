/** The part of the screen that Ink draws: built as a file of its own, `dist/ui.js`, that is loaded behind the first rows. */
import { EventEmitter } from 'node:events';
import { render } from 'ink';
import { App } from './app.tsx';
import type { Mounted, MountProps } from './open.ts';

/** Draws it, and goes on doing so until it is unmounted. */
export function mount(props: MountProps): Mounted {
  const { columns, rows } = props.store.state();
  const stdout = new FrameStream(columns, rows, props.surface.frame);
  const instance = render(<App {...props} />, {
    // Each frame comes whole, at once, and without a movement of the cursor: that is what `debug` means to Ink.
    debug: true,
    stdout: stdout as unknown as NodeJS.WriteStream,
    stdin: new SilentStream() as unknown as NodeJS.ReadStream,
    patchConsole: false,
    exitOnCtrlC: false,
  });
  return {
    resize(width, height) {
      stdout.columns = width;
      stdout.rows = height;
      stdout.emit('resize');
    },
    unmount: () => instance.unmount(),
  };
}

/** A terminal that hands each frame on. */
class FrameStream extends EventEmitter {
  columns: number;
  rows: number;
  readonly isTTY = true;
  readonly #hear: (frame: string) => void;

  constructor(columns: number, rows: number, hear: (frame: string) => void) {
    super();
    this.columns = columns;
    this.rows = rows;
    this.#hear = hear;
  }

  write(frame: string): boolean {
    this.#hear(frame);
    return true;
  }
}

/** Input comes in elsewhere: Ink hears nothing. */
class SilentStream extends EventEmitter {
  readonly isTTY = false;
  setEncoding(): void {}
  read(): null {
    return null;
  }
  ref(): void {}
  unref(): void {}
}
