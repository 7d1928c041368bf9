import t from 'tap';
import { copySequence } from '../../../src/tui/terminal/clipboard.ts';

const encoded = (text: string) => Buffer.from(text).toString('base64');

t.test('a text goes to the clipboard as it is', async t => {
  t.equal(copySequence('01k5 é\n', {}), `\x1b]52;c;${encoded('01k5 é\n')}\x07`);
  t.equal(copySequence('\x1b]0;title\x07', {}), `\x1b]52;c;${encoded('\x1b]0;title\x07')}\x07`);
});

t.test('more than terminals take is not sent', async t => {
  t.ok((copySequence('x'.repeat(74_000), {})?.length ?? Number.NaN) <= 100_000);
  t.equal(copySequence('x'.repeat(75_000), {}), undefined);
});

t.test('tmux is sent it both ways, as one of its settings takes the one or the other', async t => {
  const plain = copySequence('x', {});
  t.equal(copySequence('x', { TMUX: '/tmp/tmux-0/default,1,0' }), `${plain}\x1bPtmux;\x1b${plain}\x1b\\`);
});

t.test('screen is sent it in pieces that it hands on', async t => {
  const text = 'x'.repeat(1000);
  const pieces = copySequence(text, { STY: '1.pts' })?.split('\x1b\\') ?? [];
  t.ok(pieces.every(piece => piece === '' || (piece.startsWith('\x1bP') && piece.length < 256)));
  t.equal(pieces.map(piece => piece.slice(2)).join(''), copySequence(text, {}));
});
