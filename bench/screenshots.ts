/**
 * Pictures of any program at a terminal: `npx tsx bench/screenshots.ts --to pictures/log -- git log --graph --color`
 *
 *     --to PATH       writes PATH-dark.svg and PATH-light.svg
 *     --size 120x40   columns and rows
 *     --title TEXT    in the window's bar
 *     --sees TEXT     what has to be on the screen before keys are pressed; then the picture waits for quiet
 *     --keys 'j ctrl+d enter'
 */
import { basename, dirname, resolve } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Screen } from '../test/support/terminal/terminal.ts';
import { shoot } from './shoot.ts';

const { values: given, positionals: argv } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: 'string', default: 'screen' },
    size: { type: 'string', default: '120x40' },
    title: { type: 'string' },
    sees: { type: 'string', default: '' },
    keys: { type: 'string', default: '' },
  },
});
if (argv.length === 0) throw new Error('which program? bench/screenshots.ts -- PROGRAM…');
const [columns = Number.NaN, rows = Number.NaN] = given.size.split('x').map(Number);
const { CI: _, ...env } = process.env;
const to = resolve(given.to);

const written = await shoot(
  {
    name: basename(to),
    argv,
    cwd: process.cwd(),
    env: { ...env, TERM: 'xterm-256color', COLORTERM: 'truecolor' } as Record<string, string>,
    columns,
    rows,
    ...(given.title === undefined ? {} : { title: given.title }),
    async play(screen) {
      await screen.sees(given.sees === '' ? /\S/ : given.sees);
      screen.press(...given.keys.split(' ').filter(key => key !== ''));
      await stillness(screen);
    },
  },
  dirname(to),
);
for (const path of written) console.log(path);

/** Nothing tells that a program of somebody else is done with a key, but that it writes no more. */
async function stillness(screen: Screen): Promise<void> {
  for (let length = -1; screen.raw().length !== length; ) {
    length = screen.raw().length;
    await after(300);
  }
}
