import { openSync, readlinkSync, writeSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';
import t, { type Test } from 'tap';
import { openTerminal } from '../../../src/process/terminal.ts';
import { holdTerminal } from '../../../src/tui/terminal/held-terminal.ts';
import type { Input } from '../../../src/tui/terminal/input.ts';
import { until } from '../../support/recording.ts';
import { noTerminal } from '../../support/session.ts';

const skip = await noTerminal();

/** A terminal whose other end is ours as well. */
async function holding(t: Test, { isRaw = false, isPainted = true } = {}) {
  const pty = await openTerminal(80, 24);
  const name = readlinkSync(`/proc/self/fd/${pty.inputFd}`);
  const stdin = new ReadStream(openSync(name, 'r+'));
  stdin.setRawMode(isRaw);
  const fd = openSync(name, 'r+');
  const stdout = Object.assign(new WriteStream(fd), { fd });
  let written = '';
  pty.output
    .on('error', () => {})
    .on('data', piece => {
      written += piece;
    });
  let gone = 0;
  const heard: Input[] = [];
  const hearing = { onInput: (input: Input) => heard.push(input), onGone: () => gone++ };
  const held = holdTerminal({ stdin, stdout }, hearing, isPainted);
  const hangUp = () => {
    pty.closeInput();
    pty.output.destroy();
  };
  t.teardown(() => {
    held.close();
    hangUp();
    stdin.destroy();
    stdout.destroy();
  });
  return {
    held,
    heard,
    stdin,
    written: () => written,
    gone: () => gone,
    type: (keys: string) => writeSync(pty.outputFd, keys),
    hangUp,
  };
}

/** Modes in the order in which they were set: `1049h`. */
const modesIn = (text: string) => [...text.matchAll(/\x1b\[\?(\d+[hl])/g)].map(([, mode = '']) => mode);
const opposite = (mode: string) => mode.replace(/[hl]$/, end => (end === 'h' ? 'l' : 'h'));

t.test('what was set is set back, in reverse, after what is left of a frame', { skip }, async t => {
  const { held, written } = await holding(t);
  held.mouse(true);
  held.enter();
  held.write('frame');
  await until(() => written().endsWith('frame'));
  const entered = modesIn(written());
  t.equal(entered[0], '1049h');
  t.ok(entered.includes('1006h'));
  const before = written().length;
  held.leave();
  await until(() => written().endsWith('\x1b[?1049l'));
  const left = written().slice(before);
  t.ok(left.startsWith('\x1b[?2026l\x1b[0m'));
  t.same(modesIn(left).slice(1), entered.map(opposite).reverse());
});

t.test('between leaving and entering nothing is written, heard or remembered', { skip }, async t => {
  const { held, heard, written, stdin, type } = await holding(t);
  held.enter();
  held.enter();
  type('j\x1b');
  await until(() => heard.length === 1);
  held.leave();
  t.equal(stdin.isRaw, false);
  const before = written();
  held.leave();
  held.write('lost');
  held.mouse(true);
  held.enter();
  t.equal(stdin.isRaw, true);
  type('[A');
  await until(() => heard.length === 3);
  t.same(
    heard.map(input => input.kind === 'key' && input.key),
    ['j', '[', 'A'],
    'the ESC was before',
  );
  t.ok(written().startsWith(before));
  t.notMatch(written(), 'lost');
  t.equal(modesIn(written()).filter(mode => mode === '1049h').length, 2);
  t.equal(modesIn(written()).at(-1), '1006h', 'the mouse is on now');
});

t.test('a terminal that was raw stays so', { skip }, async t => {
  const { held, stdin } = await holding(t, { isRaw: true });
  held.enter();
  held.close();
  t.equal(stdin.isRaw, true);
});

t.test('that nobody is there any more is told', { skip }, async t => {
  const { held, gone, hangUp } = await holding(t);
  held.enter();
  hangUp();
  await until(() => gone() > 0);
  held.write('text');
  held.leave();
});

t.test('where lines are written nothing is painted, and no mouse is asked for', { skip }, async t => {
  const { held, written } = await holding(t, { isPainted: false });
  held.mouse(true);
  held.enter();
  held.write('line');
  await until(() => written().endsWith('line'));
  t.same(modesIn(written()), ['2004h', '1004h']);
  held.leave();
  await until(() => written().endsWith('\x1b[?2004l'));
  t.same(modesIn(written()), ['2004h', '1004h', '1004l', '2004l']);
});
