import t from 'tap';
import type { RunStatus } from '../../src/run/run.ts';
import { statusStyle, styles, unstyled } from '../../src/view/style.ts';

t.test('styles that are off change nothing', async t => {
  const { sgr, ...paints } = styles(false);
  for (const paint of Object.values(paints)) t.equal(paint('x'), 'x');
  t.equal(sgr([31]), '');
});

t.test('styles nest and end', async t => {
  const { bold, red } = styles(true);
  t.equal(bold(red('x')), '\x1b[1m\x1b[31mx\x1b[39m\x1b[22m');
  t.equal(red(''), '');
});

t.test('codes can be switched on without an end', async t => {
  t.equal(styles(true).sgr([1, 31]), '\x1b[1;31m');
  t.equal(styles(true).sgr([]), '');
});

t.test('a text is had without its styles', async t => {
  t.equal(unstyled('\x1b[38;5;1mred\x1b[39m'), 'red');
  t.equal(unstyled('\x1b[4:3mwavy\x1b[m, plain'), 'wavy, plain');
});

t.test('each status has a colour of its own', async t => {
  const style = styles(true);
  const all: RunStatus[] = ['running', 'finished', 'failed', 'killed', 'lost'];
  t.equal(new Set(all.map(status => statusStyle(status, style)('x'))).size, all.length);
  t.equal(statusStyle('failed', style), style.red);
});
