import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import t, { type Test } from 'tap';
import { gone, until } from '../../support/recording.ts';
import { noTerminal, session } from '../../support/session.ts';
import { noShell } from '../../support/shell.ts';
import {
  hermeticEnvironment,
  type Teardown,
  temporaryDirectory,
} from '../../support/temporary-repository.ts';
import { openTerminal, type Screen, type TerminalOptions } from '../../support/terminal/terminal.ts';

const skip = await noTerminal();
const noBash = skip || (await noShell('bash'));
const directory = temporaryDirectory(t);
const driver = join(directory, 'driver.mjs');
await build({
  entryPoints: [join(import.meta.dirname, '../../support/session-driver.ts')],
  outfile: driver,
  bundle: true,
  platform: 'node',
  format: 'esm',
  logLevel: 'warning',
});

const DRIVER = `${process.execPath} ${driver}`;
const PROMPT = 'prompt>';

/** Starts the driver from a shell script, which looks at the terminal before and after. */
async function around(t: Teardown, call = DRIVER): Promise<Screen> {
  const script = `ulimit -c 0; trap : INT; echo above; stty -g; ${call}; echo "it ended with $?"; stty -g`;
  const screen = await openTerminal(t, { argv: ['sh', '-c', script], columns: 120 });
  await screen.sees('drawn 1');
  return screen;
}

/** Starts the driver by hand, in a shell with job control. */
async function byHand(t: Teardown, call = DRIVER, options: Partial<TerminalOptions> = {}): Promise<Screen> {
  const argv = ['bash', '--norc', '--noprofile', '-i'];
  const screen = await openTerminal(t, { columns: 120, ...options, argv });
  screen.type(`PS1='${PROMPT} '; bind 'set enable-bracketed-paste off'; clear\r`);
  await screen.settles(([first = '']) => first.trim() === PROMPT, 'the screen is clear');
  screen.type(`stty -g; ${call}\r`);
  await screen.sees('drawn 1');
  return screen;
}

const pidOf = (screen: Screen) => Number(/pid (\d+)/.exec(screen.line(0))?.[1]);
/** Modes of the line, as `stty -g` printed them. */
const lineModes = (screen: Screen) =>
  screen.lines().filter(line => /^[\da-f]+(?::[\da-f]+){10,}$/.test(line));

const FOUND = {
  alternate: false,
  cursorVisible: true,
  wraps: true,
  mouse: 'none',
  sgrMouse: false,
  bracketedPaste: false,
  focus: false,
};
const OURS = {
  alternate: true,
  cursorVisible: false,
  wraps: false,
  mouse: 'drag',
  sgrMouse: true,
  bracketedPaste: true,
  focus: true,
};

/** That the terminal is as it was before, and what it showed is there again. */
function isAsFound(t: Test, screen: Screen) {
  const [before, after] = lineModes(screen);
  t.ok(before);
  t.equal(after, before, 'the line has its modes');
  t.match(screen.modes(), FOUND);
  t.equal(screen.line(0), 'above');
  t.equal(screen.title(), '');
  const text = screen.where('it ended');
  t.match(screen.cell(text.x, text.y), { bold: false, fg: undefined }, 'no colour is left on');
}

t.test('the terminal is ours, and then as it was', { skip }, async t => {
  const screen = await around(t);
  t.match(screen.modes(), OURS);
  t.equal(screen.line(1), '120 by 24');
  screen.press('q');
  await screen.ended();
  t.match(screen.lines().join('\n'), 'it ended with 0');
  isAsFound(t, screen);
});

const signalled = (signal: NodeJS.Signals) => (screen: Screen) => void process.kill(pidOf(screen), signal);
const ENDS: readonly (readonly [how: string, act: (screen: Screen) => void, code: number, says?: string])[] =
  [
    ['exit', screen => screen.press('e'), 3],
    ['an exception', screen => screen.press('x'), 1, 'it was thrown'],
    ['a rejection', screen => screen.press('r'), 1, 'it was rejected'],
    ['SIGTERM', signalled('SIGTERM'), 143],
    ['SIGINT', signalled('SIGINT'), 130],
    ['SIGHUP', signalled('SIGHUP'), 129],
    ['SIGQUIT', signalled('SIGQUIT'), 131],
  ];
for (const [how, act, code, says = 'it ended'] of ENDS)
  t.test(`after ${how} in the middle of a frame it is as it was`, { skip }, async t => {
    const screen = await around(t);
    const raw = () => screen.raw().endsWith('half of a frame');
    screen.press('h');
    await until(raw);
    act(screen);
    await screen.ended();
    t.match(screen.lines().join('\n'), `it ended with ${code}`);
    t.match(screen.lines().join('\n'), says);
    isAsFound(t, screen);
  });

t.test('whoever waits for us sees the signal that ended us', { skip }, async t => {
  const screen = await openTerminal(t, { argv: [process.execPath, driver] });
  await screen.sees('drawn 1');
  screen.signal('SIGTERM');
  t.same(await screen.ended(), { exitCode: 0, signal: 'SIGTERM' });
});

t.test('when the window is closed we end, once', { skip }, async t => {
  for (const call of [DRIVER, `setsid -w ${DRIVER}`]) {
    const told = join(temporaryDirectory(t), 'report');
    const window = await session(t, `${call} '' ${told}`, {
      cwd: directory,
      env: hermeticEnvironment(directory),
    });
    await window.shows('drawn 1');
    const pid = Number(/pid (\d+)/.exec(window.shown())?.[1]);
    window.close();
    await gone(pid);
    t.equal(readFileSync(told, 'utf8'), 'ended by SIGHUP\n', call);
  }
});

t.test('what is typed comes key by key, and half an arrow is none', { skip }, async t => {
  const screen = await openTerminal(t, { argv: [process.execPath, driver], apart: 10 });
  await screen.sees('drawn 1');
  screen.press('up');
  await screen.sees('"key":"up"');
  t.equal(screen.line(3), 'drawn 2');
  screen.paste('q\ne');
  await screen.sees('{"kind":"paste","text":"q\\ne"}');
  screen.click(3, 4);
  await screen.sees('"action":"release","button":"left","x":3,"y":4');
});

t.test('the mouse can be let go', { skip }, async t => {
  const screen = await around(t);
  screen.press('n');
  await screen.sees('"key":"n"');
  await until(() => screen.modes().mouse === 'none');
  t.match(screen.modes(), { ...OURS, mouse: 'none', sgrMouse: false });
});

t.test('another size is told', { skip }, async t => {
  const screen = await around(t);
  screen.resize(90, 20);
  await screen.sees('90 by 20');
});

t.test('a size that came and went is told: what it cut off is lost', { skip }, async t => {
  const screen = await around(t);
  const [columns, rows] = [screen.columns(), screen.rows()];
  screen.resize(30, 5);
  screen.resize(columns, rows);
  await screen.sees(`${columns} by ${rows}`);
});

const seesPrompt = (screen: Screen) =>
  screen.settles(lines => lines.findLast(line => line !== '')?.trim() === PROMPT, 'the shell waits');

t.test('Ctrl-Z gives the terminal back, fg takes it again', { skip: noBash }, async t => {
  // As `git run ui` does, it runs below another program that waits for it.
  for (const call of [DRIVER, `sh -c '${DRIVER}; exit $?'`]) {
    const screen = await byHand(t, call);
    screen.press('ctrl+z');
    await screen.sees('Stopped');
    await seesPrompt(screen);
    t.match(screen.modes(), FOUND);
    screen.resize(100, 20);
    screen.type('stty -g\r');
    await until(() => lineModes(screen).length === 2);
    t.equal(lineModes(screen)[1], lineModes(screen)[0]);
    screen.type('fg\r');
    await screen.sees('resumed 1');
    t.match(screen.modes(), OURS);
    await screen.sees('100 by 20');
    screen.press('e');
    await seesPrompt(screen);
    screen.type('echo it ended with $?; stty -g\r');
    await screen.sees('it ended with 3');
    await until(() => lineModes(screen).length === 3);
    t.equal(lineModes(screen)[2], lineModes(screen)[0]);
    t.match(screen.modes(), FOUND);
  }
});

t.test(
  'stopped by somebody else, with or without notice, it comes back as well',
  { skip: noBash },
  async t => {
    for (const signal of ['SIGTSTP', 'SIGSTOP'] as const) {
      const screen = await byHand(t);
      process.kill(pidOf(screen), signal);
      await screen.sees('Stopped');
      await seesPrompt(screen);
      screen.type('fg\r');
      await screen.sees('resumed 1');
      t.match(screen.modes(), OURS);
      screen.press('q');
      await until(() => !screen.isAlternate());
      await seesPrompt(screen);
      screen.type('stty -g\r');
      await until(() => lineModes(screen).length === 2);
      t.equal(lineModes(screen)[1], lineModes(screen)[0], signal);
      t.match(screen.modes(), FOUND);
    }
  },
);

t.test('in the background it leaves the terminal alone', { skip: noBash }, async t => {
  const screen = await byHand(t);
  screen.press('ctrl+z');
  await screen.sees('Stopped');
  await seesPrompt(screen);
  const before = screen.raw().length;
  screen.type('bg; until jobs -l | grep -q "tty output"; do sleep 0.02; done; echo it waits\r');
  await screen.sees(/^it waits$/m);
  t.notMatch(screen.raw().slice(before), '\x1b[?1049h');
  screen.type('fg\r');
  await screen.sees('resumed');
  t.match(screen.modes(), OURS);
});

t.test('where nobody could continue us we are not stopped', { skip }, async t => {
  const screen = await openTerminal(t, { argv: [process.execPath, driver] });
  await screen.sees('drawn 1');
  screen.press('ctrl+z');
  await screen.sees('resumed 1');
  t.match(screen.modes(), OURS);
});

t.test('another program has the terminal as it was, and its keys', { skip }, async t => {
  const other =
    'echo the other; stty -g; read line; echo "it read $line"; trap "echo interrupted" INT; read line';
  const script = join(directory, 'other.sh');
  writeFileSync(script, other);
  const screen = await around(t, `${DRIVER} '. ${script}'`);
  screen.press('o');
  await screen.sees('the other');
  t.match(screen.modes(), FOUND);
  t.equal(screen.line(0), 'above');
  screen.type('q\r');
  await screen.sees('it read q');
  screen.press('ctrl+c');
  await screen.sees('resumed 1');
  t.match(screen.modes(), OURS);
  screen.press('q');
  await screen.ended();
  t.match(screen.lines().join('\n'), 'interrupted');
  t.equal(lineModes(screen).length, 3);
  t.equal(new Set(lineModes(screen)).size, 1);
});
