/** Pictures of a program at a terminal, dark and light, for people who have not started it yet. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Hex, PALETTES, type PictureTheme } from '../test/support/terminal/palette.ts';
import { pictureOf } from '../test/support/terminal/picture.ts';
import { type Answers, openTerminal, type Screen } from '../test/support/terminal/terminal.ts';
import type { TerminalProgram } from './terminal.ts';

export interface Shot extends TerminalProgram {
  /** Of its files: `NAME-dark.svg` and `NAME-light.svg`. */
  readonly name: string;
  /** In the window's bar; without one there is no bar. */
  readonly title?: string;
  /** Presses keys, and waits until all is on the screen that shall be in the picture. */
  readonly play: (screen: Screen) => Promise<void>;
}

/** Plays a shot once at a dark terminal and once at a light one; writes the pictures and returns their paths. */
export async function shoot(shot: Shot, directory: string): Promise<readonly string[]> {
  mkdirSync(directory, { recursive: true });
  const written: string[] = [];
  for (const theme of ['dark', 'light'] as const) {
    const path = join(directory, `${shot.name}-${theme}.svg`);
    writeFileSync(path, await played(shot, theme));
    written.push(path);
  }
  return written;
}

async function played(shot: Shot, theme: PictureTheme): Promise<string> {
  const { argv, cwd, env, columns = 120, rows = 40, title, play } = shot;
  const ends: (() => unknown)[] = [];
  const t = { teardown: (end: () => unknown) => void ends.unshift(end) };
  try {
    const screen = await openTerminal(t, { argv, cwd, env, columns, rows, answers: coloursOf(theme) });
    await play(screen);
    return pictureOf(screen, { theme, ...(title === undefined ? {} : { title }) });
  } finally {
    for (const end of ends) await end();
  }
}

/** What is told to a program that asks for the colours of text and background: OSC 10 and 11. */
function coloursOf(theme: PictureTheme): Answers {
  const { text, back } = PALETTES[theme];
  return sequence => {
    const [, which, end] = /^\x1b\]1([01]);\?(\x07|\x1b\\)$/.exec(sequence) ?? [];
    return which === undefined ? undefined : `\x1b]1${which};${rgb(which === '0' ? text : back)}${end}`;
  };
}

function rgb(colour: Hex): string {
  return `rgb:${[1, 3, 5].map(at => colour.slice(at, at + 2).repeat(2)).join('/')}`;
}
