/** The vocabulary of scripts at a terminal, tried on other programs than ours. */
import t from 'tap';
import { until } from '../recording.ts';
import { noTerminal } from '../session.ts';
import { noShell } from '../shell.ts';
import { openTerminal } from './terminal.ts';

const skip = await noTerminal();
const sh = (script: string) => ({ argv: ['sh', '-c', script] });
const node = (script: string) => ({ argv: [process.execPath, '-e', script] });

/** Tells each read from the keyboard in a line of its own, and ends with a `q`. */
const READER = `
const { stdin, stdout } = process;
stdin.setRawMode(true).on('data', keys => {
  if (keys.toString() === 'q') process.exit(3);
  stdout.write(JSON.stringify(keys.toString()) + '\\r\\n');
});
stdout.on('resize', () => stdout.write(stdout.columns + ' by ' + stdout.rows + '\\r\\n'));
`;
const reader = (modes = '') => node(`${READER} stdout.write('${modes}ready\\r\\n')`);

t.test('what a program paints is there cell for cell', { skip }, async t => {
  const painted =
    '\\033[1;38;5;203mloss\\033[0m \\033[7m日本\\033[0;48;2;1;2;3m \\033[0m👩‍🔬|\\033[2;4mé\\033[0m';
  const screen = await openTerminal(t, sh(`printf '${painted}\\n\\n end'; read line`));
  await screen.sees('end');
  t.same(screen.lines().slice(0, 4), ['loss 日本 👩‍🔬|é', '', ' end', '']);
  t.equal(screen.lines().length, 24);
  t.match(screen.cell(0, 0), { char: 'l', bold: true, fg: 203, inverse: false });
  t.match(screen.cell(5, 0), { char: '日', width: 2, inverse: true, bold: false });
  t.match(screen.cell(6, 0), { char: '', width: 0 });
  t.equal(screen.cell(9, 0).bg, '#010203');
  t.match(screen.cell(12, 0), { char: '|', dim: false });
  t.same(screen.where(/é/), { x: 13, y: 0 });
  t.match(screen.cell(13, 0), { char: 'é', dim: true, underline: true });
  t.same(screen.cursor(), { x: 4, y: 2, visible: true });
  t.throws(() => screen.cell(80, 0), RangeError);
});

t.test('keys, text, pastes and bytes reach the program', { skip }, async t => {
  const screen = await openTerminal(t, reader());
  await screen.sees('ready');
  const reads = async (act: () => void, read: string) => {
    act();
    await screen.sees(`${JSON.stringify(read)}`);
  };
  await reads(() => screen.press('shift+tab'), '\x1b[Z');
  await reads(() => screen.press('up'), '\x1b[A');
  await reads(() => screen.type('lr > 0.1'), 'lr > 0.1');
  await reads(() => screen.paste('a\nb'), 'a\rb');
  await reads(() => screen.send('\x1b[I'), '\x1b[I');
  screen.click(1, 1);
  screen.press('q');
  t.same(await screen.ended(), { exitCode: 3 });
  t.notMatch(screen.lines().join(), '[<0');
});

t.test('a terminal sends what it was asked for', { skip }, async t => {
  const modes = ['1h', '1002h', '1006h', '2004h'].map(mode => `\\x1b[?${mode}`).join('');
  const screen = await openTerminal(t, reader(modes));
  await screen.sees('ready');
  screen.press('up');
  await screen.sees('"\\u001bOA"');
  screen.paste('a');
  await screen.sees('"\\u001b[200~a\\u001b[201~"');
  screen.drag([0, 0], [9, 4]);
  await screen.sees('[<0;1;1M');
  await screen.sees('[<32;10;5M');
  await screen.sees('[<0;10;5m');
  screen.wheel('down', 0, 1);
  await screen.sees('[<65;1;2M');
});

t.test('modes, title, clipboard and the other screen are known', { skip }, async t => {
  const on = '\\033[?1049h\\033[?25l\\033[?1000h\\033[?7l\\033]2;a title\\007\\033]52;c;bG9zcw==\\033\\\\';
  const off = '\\033[?1049l\\033[?25h\\033[?1000l\\033[?7h';
  const screen = await openTerminal(
    t,
    sh(`printf before; read a; printf '${on}in'; read a; printf '${off}'`),
  );
  await screen.sees('before');
  const before = screen.modes();
  t.match(before, { alternate: false, cursorVisible: true, mouse: 'none', wraps: true });
  screen.press('enter');
  await screen.sees('in');
  await screen.seesNot('before');
  t.ok(screen.isAlternate());
  t.match(screen.modes(), { alternate: true, cursorVisible: false, mouse: 'vt200', wraps: false });
  t.equal(screen.title(), 'a title');
  t.equal(screen.clipboard(), 'loss');
  screen.press('enter');
  await screen.ended();
  t.match(screen.line(0), 'before');
  t.same(screen.modes(), before);
});

t.test(
  'where a state never comes it is said what was there, and where it was waited for',
  { skip },
  async t => {
    const screen = await openTerminal(t, { ...sh('echo something else'), columns: 20, rows: 3 });
    const failure = await screen.sees('loss').then(
      () => undefined,
      (error: Error) => error,
    );
    t.match(failure?.message, /it shows loss: the program ended first\n┌─{20}┐\n│something else\n▸\n/);
    t.match(failure?.stack, 'terminal.test.ts');
    await screen.sees('something');
    t.throws(() => screen.where('loss'), /it does not show loss\n┌/);
  },
);

t.test('half of a synchronised update is not looked at', { skip }, async t => {
  const script = `printf '\\033[?2026hhalf'; read line; printf 'whole\\033[?2026l'; read line`;
  const screen = await openTerminal(t, sh(`stty -echo; ${script}`));
  const seen: string[] = [];
  const settled = screen.settles(lines => seen.push(lines[0] ?? '') > 0 && seen.at(-1) === 'halfwhole', '');
  await until(() => screen.lines()[0] === 'half');
  screen.press('enter');
  await settled;
  t.notOk(seen.includes('half'));
});

t.test('a window changes its size, and signals end a program', { skip }, async t => {
  const screen = await openTerminal(t, reader());
  await screen.sees('ready');
  screen.resize(100, 30);
  await screen.sees('100 by 30');
  t.equal(screen.lines().length, 30);
  screen.signal('SIGTERM');
  t.same(await screen.ended(), { exitCode: 0, signal: 'SIGTERM' });
});

t.test('nothing of the surroundings reaches the program', { skip }, async t => {
  const shown = async (env?: Record<string, string>) => {
    const screen = await openTerminal(t, { argv: ['env'], rows: 60, ...(env === undefined ? {} : { env }) });
    await screen.ended();
    return screen.lines().join('\n');
  };
  const hermetic = await shown();
  t.match(hermetic, /^TERM=xterm-256color$/m);
  t.match(hermetic, /^LANG=C.UTF-8$/m);
  t.match(hermetic, /^TZ=UTC$/m);
  t.notMatch(hermetic, /^(?:CI|COLORTERM|COLUMNS|LINES|NODE_OPTIONS|TAP.*)=/m);
  const given = await shown({ PATH: process.env.PATH ?? '', TERM: 'dumb', COLORTERM: 'truecolor' });
  t.match(given, /^TERM=dumb$/m);
  t.match(given, /^COLORTERM=truecolor$/m);
});

t.test('a terminal may be far away', { skip }, async t => {
  const screen = await openTerminal(t, { ...reader(), delay: 50 });
  await screen.sees('ready');
  const pressed = performance.now();
  screen.press('j');
  await screen.sees('"j"');
  t.ok(performance.now() - pressed >= 99);
  screen.press('q');
  t.match(await screen.ended(), { exitCode: 3 });
});

t.test('a key may come byte by byte', { skip }, async t => {
  const screen = await openTerminal(t, { ...reader(), apart: 20 });
  await screen.sees('ready');
  screen.press('up', 'é');
  await screen.sees(/"\\u001b"\n"\["\n"A"\n"\ufffd"\n"\ufffd"/);
});

t.test('a terminal answers as a test wants it to, in the order of the questions', { skip }, async t => {
  const asks = `
    const { stdin, stdout } = process;
    let said = '';
    stdin.setRawMode(true).on('data', keys => {
      said += keys;
      if (said.endsWith('c')) stdout.write(JSON.stringify(said.split('')) + '\\r\\n');
    });
    stdout.write('\\x1b[6n\\x1b]11;'); stdout.write('?\\x07\\x1b[>q\\x1b[c');`;
  const bare = await openTerminal(t, { ...node(asks), columns: 200 });
  await bare.sees('"1",";","1","R","\\u001b","[","?"');
  const screen = await openTerminal(t, {
    ...node(asks),
    columns: 200,
    answers: sequence => (sequence.startsWith('\x1b]11;?') ? 'white' : undefined),
  });
  await screen.sees(`"R",${[...'white'].map(letter => `"${letter}"`)},"\\u001b","[","?"`);
  const silent = await openTerminal(t, { ...node(asks), answers: () => '' });
  await until(() => silent.raw().endsWith('c'));
  silent.type('c');
  await silent.sees('["c"]');
});

for (const [pager, keys] of [
  ['less', ['G', 'q']],
  ['vi', ['G', ':', 'q', '!', 'enter']],
] as const) {
  t.test(`${pager} is understood`, { skip: skip || (await noShell(pager)) }, async t => {
    const numbers = 'i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo "line $i"; done';
    const screen = await openTerminal(t, sh(`${numbers} > numbers; ${pager} numbers`));
    await screen.sees(/^line 2$/m);
    t.ok(screen.isAlternate());
    screen.press(keys[0]);
    await screen.sees(/^line 200$/m);
    await screen.seesNot(/^line 2$/m);
    screen.press(...keys.slice(1));
    t.match(await screen.ended(), { exitCode: 0 });
    t.notOk(screen.isAlternate());
  });
}
