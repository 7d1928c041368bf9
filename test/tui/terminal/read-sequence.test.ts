import t from 'tap';
import { readSequence } from '../../../src/tui/terminal/read-sequence.ts';

/** The names of keys by the sequences terminals send for them. */
const KEYS: Readonly<Record<string, string>> = {
  ...{ '[A': 'up', OB: 'down', '[C': 'right', OD: 'left', '[H': 'home', OF: 'end' },
  ...{ '[1~': 'home', '[7~': 'home', '[4~': 'end', '[8~': 'end' },
  ...{ '[2~': 'insert', '[3~': 'delete', '[5~': 'pageup', '[6~': 'pagedown' },
  ...{ OP: 'f1', '[Q': 'f2', OR: 'f3', '[S': 'f4', '[11~': 'f1', '[15~': 'f5', '[17~': 'f6', '[21~': 'f10' },
  ...{ '[23~': 'f11', '[24~': 'f12', '[[A': 'f1', '[[E': 'f5', OM: 'enter' },
  // Modifiers: shift, alt, ctrl, and their sums; 9 is what some send for Alt.
  ...{ '[1;2A': 'shift+up', '[1;3D': 'alt+left', '[1;5A': 'ctrl+up', '[1;9C': 'alt+right', O5A: 'ctrl+up' },
  ...{ '[1;8B': 'ctrl+alt+shift+down', '[3;5~': 'ctrl+delete', '[15;2~': 'shift+f5', '[1;5P': 'ctrl+f1' },
  ...{ '[1;2R': 'shift+f3', '[Z': 'shift+tab', '[1;2Z': 'shift+tab', '[1;6Z': 'ctrl+shift+tab' },
  // kitty
  ...{ '[97u': 'a', '[97;5u': 'ctrl+a', '[97;2u': 'A', '[49:33;2u': '!', '[97;4u': 'alt+A', '[27u': 'esc' },
  ...{ '[97;6u': 'ctrl+shift+a', '[13;2u': 'shift+enter', '[9;5u': 'ctrl+tab', '[127;3u': 'alt+backspace' },
  ...{ '[32;5u': 'ctrl+space', '[32;2u': 'space', '[233u': 'é', '[105;5u': 'ctrl+i', '[97;1:2u': 'a' },
  ...{ '[57404u': '5', '[57414u': 'enter', '[57417;5u': 'ctrl+left', '[57426u': 'delete', '[97;65u': 'a' },
  ...{ '[1;1:1A': 'up', '[1;5:2A': 'ctrl+up' },
  // xterm's modifyOtherKeys
  ...{ '[27;5;13~': 'ctrl+enter', '[27;6;65~': 'ctrl+shift+a', '[27;2;65~': 'A', '[27;5;9~': 'ctrl+tab' },
};

t.test('keys have their names, whatever terminal they come from', async t => {
  for (const [sequence, key] of Object.entries(KEYS))
    t.same(readSequence(`\x1b${sequence}`), { kind: 'key', key }, sequence);
});

t.test('a key that is let go is none', async t => {
  for (const released of ['[97;1:3u', '[1;1:3A', '[3;5:3~', '[1;2:3F'])
    t.equal(readSequence(`\x1b${released}`), undefined, released);
});

t.test('the mouse is told by button, place and modifiers', async t => {
  const none = { kind: 'mouse', shift: false, alt: false, ctrl: false } as const;
  const at = { x: 9, y: 4 };
  const cases: Record<string, object> = {
    '0;10;5M': { ...none, action: 'press', button: 'left', ...at },
    '0;10;5m': { ...none, action: 'release', button: 'left', ...at },
    '1;10;5M': { ...none, action: 'press', button: 'middle', ...at },
    '2;10;5m': { ...none, action: 'release', button: 'right', ...at },
    '32;10;5M': { ...none, action: 'drag', button: 'left', ...at },
    '35;10;5M': { ...none, action: 'move', button: 'none', ...at },
    '64;1;1M': { ...none, action: 'wheel-up', button: 'none', x: 0, y: 0 },
    '65;300;200M': { ...none, action: 'wheel-down', button: 'none', x: 299, y: 199 },
    '20;10;5M': { ...none, action: 'press', button: 'left', ...at, shift: true, ctrl: true },
    '74;10;5M': undefined as unknown as object,
    '72;10;5M': { ...none, action: 'wheel-up', button: 'none', ...at, alt: true },
  };
  for (const [report, input] of Object.entries(cases)) t.same(readSequence(`\x1b[<${report}`), input, report);
});

t.test('focus comes and goes', async t => {
  t.same(readSequence('\x1b[I'), { kind: 'focus', has: true });
  t.same(readSequence('\x1b[O'), { kind: 'focus', has: false });
});

t.test('answers are handed on whole, without their end', async t => {
  const answers = {
    '\x1b]11;rgb:1e1e/1e1e/2e2e\x07': '\x1b]11;rgb:1e1e/1e1e/2e2e',
    '\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\': '\x1b]11;rgb:1e1e/1e1e/2e2e',
    '\x1b_Gi=31;OK\x1b\\': '\x1b_Gi=31;OK',
    '\x1bP>|a terminal \xc3\xa9\x1b\\': '\x1bP>|a terminal é',
    ...Object.fromEntries(
      ['?62;4;22c', '>1;2;3c', '6;20;10t', '0n', '24;80R', '?1;1R', '?2026;2$y', '?1u'].map(text => [
        `\x1b[${text}`,
        `\x1b[${text}`,
      ]),
    ),
  };
  for (const [sequence, text] of Object.entries(answers))
    t.same(readSequence(sequence), { kind: 'reply', text });
});

t.test('what is none that we know is nothing', async t => {
  const unknown = [
    ...[
      '[a',
      '[c',
      '[25~',
      '[9~',
      '[201~',
      '[E',
      '[57441;2u',
      '[57376u',
      '[999999999999u',
      '[128u',
      'Oj',
      '[[Z',
    ],
    ...[
      '[32;10;5M',
      '[M !!',
      '[<66;1;1M',
      '[<128;1;1M',
      '[<0;1;1X',
      '^private\x1b\\',
      'Xstring\x1b\\',
      '[3 q',
    ],
  ];
  for (const sequence of unknown) t.equal(readSequence(`\x1b${sequence}`), undefined, sequence);
});
