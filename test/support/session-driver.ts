/** A small program at a terminal, around a session: it shows what it hears, and ends in every way. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';
import type { Input } from '../../src/tui/terminal/input.ts';
import { openSession } from '../../src/tui/terminal/session.ts';

const [, , script = '', report = '/dev/null'] = process.argv;
const tell = (text: string) => appendFileSync(report, `${text}\n`);

let [resumed, drawn, last] = [0, 0, ''];
const draw = () => {
  drawn++;
  const size = `${session.columns()} by ${session.rows()}`;
  const lines = [`pid ${process.pid}`, size, `resumed ${resumed}`, `drawn ${drawn}`, `last ${last}`];
  session.write(
    `\x1b[?2026h\x1b[2J${lines.map((line, y) => `\x1b[${y + 1}H\x1b[1m${line}`).join('')}\x1b[?2026l`,
  );
};

const session = openSession(
  process,
  { mouse: true },
  {
    onInput(input) {
      last = JSON.stringify(input);
      draw();
      if (input.kind === 'key') void press(input);
    },
    onResize: draw,
    onResume() {
      resumed++;
      draw();
    },
    onEnd(signal) {
      tell(`ended by ${signal}`);
      session.die(signal);
    },
  },
);
draw();

async function press({ key }: Extract<Input, { kind: 'key' }>): Promise<void> {
  if (key === 'q') session.close();
  if (key === 'e') process.exit(3);
  // Half of a frame, and colours that are on.
  if (key === 'h') session.write('\x1b[?2026h\x1b[31mhalf of a frame');
  if (key === 'x') setImmediate(() => fail('thrown'));
  if (key === 'r') fail('rejected');
  if (key === 'n') session.mouse(false);
  if (key === 'ctrl+z') session.suspend();
  if (key === 'o')
    await session.outside(() => once(spawn('sh', ['-c', script], { stdio: 'inherit' }), 'exit'));
}

function fail(how: string): never {
  throw new Error(`it was ${how}`);
}
