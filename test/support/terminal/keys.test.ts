import t from 'tap';
import { bytesOfKey, bytesOfMouse, bytesOfPaste } from './keys.ts';

const key = (name: string, applicationCursor = false) => bytesOfKey(name, { applicationCursor });

t.test('a key sends what an xterm sends', async t => {
  const sent = {
    j: 'j',
    G: 'G',
    '+': '+',
    é: 'é',
    enter: '\r',
    esc: '\x1b',
    space: ' ',
    backspace: '\x7f',
    'ctrl+d': '\x04',
    'ctrl+space': '\0',
    'ctrl+\\': '\x1c',
    'alt+x': '\x1bx',
    'alt++': '\x1b+',
    'shift+g': 'G',
    'shift+tab': '\x1b[Z',
    up: '\x1b[A',
    'ctrl+left': '\x1b[1;5D',
    'shift+end': '\x1b[1;2F',
    pagedown: '\x1b[6~',
    'shift+alt+delete': '\x1b[3;4~',
    f1: '\x1bOP',
    'shift+f2': '\x1b[1;2Q',
    f12: '\x1b[24~',
  };
  for (const [name, bytes] of Object.entries(sent)) t.equal(key(name), bytes, name);
  t.equal(key('home', true), '\x1bOH');
});

t.test('a key that there is not is an error', async t => {
  for (const name of ['entre', 'ctrl+1', 'shift+enter', 'jj', '']) t.throws(() => key(name), /no terminal/);
});

t.test('a paste has the line ends of the enter key, and its marks where they were asked for', async t => {
  t.equal(bytesOfPaste('a\r\nb\nc', { bracketedPaste: false }), 'a\rb\rc');
  t.equal(bytesOfPaste('a', { bracketedPaste: true }), '\x1b[200~a\x1b[201~');
});

t.test('the mouse speaks when it is asked', async t => {
  const at = [2, 0] as const;
  t.equal(bytesOfMouse('press', at, { mouse: 'none', sgrMouse: true }), '');
  t.equal(bytesOfMouse('drag', at, { mouse: 'vt200', sgrMouse: true }), '');
  t.equal(bytesOfMouse('press', at, { mouse: 'vt200', sgrMouse: true }), '\x1b[<0;3;1M');
  t.equal(bytesOfMouse('release', at, { mouse: 'any', sgrMouse: true }), '\x1b[<0;3;1m');
  t.equal(bytesOfMouse('wheel up', at, { mouse: 'drag', sgrMouse: true }), '\x1b[<64;3;1M');
  t.throws(() => bytesOfMouse('press', at, { mouse: 'any', sgrMouse: false }), /1006/);
});
