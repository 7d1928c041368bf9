import { setTimeout as delay } from 'node:timers/promises';
import fc from 'fast-check';
import t from 'tap';
import { type Input, openInput } from '../../../src/tui/terminal/input.ts';
import { until } from '../../support/recording.ts';

/** A parser whose ESC waits as long as the test wants it to. */
function hearing(escapeAfter = 1e6) {
  const heard: Input[] = [];
  const input = openInput(given => heard.push(given), { escapeAfter });
  return {
    heard,
    keys: () => heard.map(given => (given.kind === 'key' ? given.key : given)),
    push: (bytes: string) => input.push(Buffer.from(bytes)),
    bytes: (bytes: Uint8Array) => input.push(bytes),
    close: () => input.close(),
  };
}

t.test('keys typed ahead are one each', async t => {
  const { push, keys } = hearing();
  push('jjj');
  push('G \r\x1b[A?');
  t.same(keys(), ['j', 'j', 'j', 'G', 'space', 'enter', 'up', '?']);
});

t.test('an arrow that comes in two reads is one arrow', async t => {
  const { push, keys } = hearing(1000);
  push('\x1b');
  await delay(15);
  push('[A');
  t.same(keys(), ['up']);
});

t.test('an ESC that nothing follows is the key', async t => {
  const { push, keys } = hearing(5);
  push('\x1b');
  t.same(keys(), [], 'it waits');
  await until(() => keys().length > 0);
  push('[A');
  t.same(keys(), ['esc', '[', 'A']);
});

t.test('what has come while we were busy is still of the same key', async t => {
  const { push, keys } = hearing(1);
  push('\x1b');
  // Both are due in the same turn: the timer, and the rest that is read.
  setImmediate(() => push('[A'));
  const end = Date.now() + 20;
  while (Date.now() < end);
  await until(() => keys().length > 0);
  t.same(keys(), ['up']);
});

t.test('a letter with a mark is one key, in UTF-8 that is cut anywhere', async t => {
  const { push, bytes, keys } = hearing();
  push('e\u0301x');
  for (const byte of Buffer.from('é日🚀')) bytes(Uint8Array.of(byte));
  t.same(keys(), ['e\u0301', 'x', 'é', '日', '🚀']);
});

t.test('of a part of a larger buffer only that part is read', async t => {
  const { bytes, keys } = hearing();
  bytes(new Uint8Array(Buffer.from('abcd')).subarray(1, 3));
  t.same(keys(), ['b', 'c']);
});

t.test('a sequence of which nothing more comes is given up, and swallowed', async t => {
  const { push, keys } = hearing();
  push('\x1b[');
  await until(() => keys().length > 0);
  push('\x1b[1;');
  push('\x1b]');
  await until(() => keys().length > 1);
  push('j');
  t.same(keys(), ['alt+[', 'alt+]', 'j']);
});

t.test('when it is closed nothing more is heard, not even of what has come', async t => {
  const heard: Input[] = [];
  const input = openInput(
    given => {
      heard.push(given);
      input.close();
    },
    { escapeAfter: 1 },
  );
  input.push(Buffer.from('qjj\x1b'));
  input.push(Buffer.from('j'));
  await delay(20);
  t.same(heard, [{ kind: 'key', key: 'q' }]);
});

/** What is sent for an event, in one of the ways. */
type Sent = readonly [bytes: string, input: Input];

const key = (bytes: string, name: string): Sent => [bytes, { kind: 'key', key: name }];
const letters = fc.constantFrom(...'aZ0?[O~;Mé日ж🚀').map(letter => key(letter, letter));
const controls = fc.constantFrom(
  ...[
    key(' ', 'space'),
    key('\r', 'enter'),
    key('\t', 'tab'),
    key('\x7f', 'backspace'),
    key('\x1a', 'ctrl+z'),
  ],
  ...[key('\x1b[A', 'up'), key('\x1bOB', 'down'), key('\x1b[3~', 'delete'), key('\x1b[Z', 'shift+tab')],
  ...[
    key('\x1b[1;5C', 'ctrl+right'),
    key('\x1b[24;2~', 'shift+f12'),
    key('\x1bOP', 'f1'),
    key('\x1b[[B', 'f2'),
  ],
  ...[key('\x1b[27u', 'esc'), key('\x1b[99;6u', 'ctrl+shift+c'), key('\x1b[27;3;120~', 'alt+x')],
  ...[key('\x1bx', 'alt+x'), key('\x1bé', 'alt+é'), key('\x1b\x01', 'ctrl+alt+a')],
);
const mice = fc
  .record({ x: fc.nat(500), y: fc.nat(500), right: fc.boolean(), ctrl: fc.boolean(), up: fc.boolean() })
  .map(({ x, y, right, ctrl, up }): Sent => {
    const code = (right ? 2 : 0) + (ctrl ? 16 : 0);
    const [action, button] = [up ? 'release' : 'press', right ? 'right' : 'left'] as const;
    return [
      `\x1b[<${code};${x + 1};${y + 1}${up ? 'm' : 'M'}`,
      { kind: 'mouse', action, button, x, y, shift: false, alt: false, ctrl },
    ];
  });
const pastes = fc
  .string({
    unit: fc.constantFrom('j', 'q', '\n', '\t', 'é', '🚀', '\x1b', '[A', '\x1b[200~', '\x03'),
    maxLength: 20,
  })
  .map((text): Sent => [`\x1b[200~${text.replaceAll('\n', '\r')}\x1b[201~`, { kind: 'paste', text }]);
const others = fc.constantFrom<Sent>(
  ['\x1b[I', { kind: 'focus', has: true }],
  ['\x1b]11;rgb:ffff/ffff/ffff\x1b\\', { kind: 'reply', text: '\x1b]11;rgb:ffff/ffff/ffff' }],
  ['\x1b[?62;4c', { kind: 'reply', text: '\x1b[?62;4c' }],
  ['\x1b_Gi=31;OK\x1b\\', { kind: 'reply', text: '\x1b_Gi=31;OK' }],
);
const events = fc.array(fc.oneof(letters, controls, mice, pastes, others), { maxLength: 12 });

t.test('what is sent comes back the same, wherever it is cut', async t => {
  fc.assert(
    fc.property(events, fc.array(fc.nat(400), { maxLength: 30 }), (sent, cuts) => {
      const bytes = Buffer.from(sent.map(([text]) => text).join(''));
      const parser = hearing();
      const places = [...new Set([0, ...cuts.map(cut => Math.min(cut, bytes.length)), bytes.length])];
      places.sort((a, b) => a - b);
      for (const [at, place] of places.entries()) parser.bytes(bytes.subarray(place, places[at + 1]));
      parser.close();
      t.strictSame(
        parser.heard,
        sent.map(([, input]) => input),
      );
    }),
    { numRuns: 300 },
  );
});

t.test('a grapheme cut into two reads gives the same text', async () => {
  const graphemes = fc.constantFrom('e\u0301', 'a', '👩‍🚀', 'न्', '🇩🇪', '한');
  fc.assert(
    fc.property(fc.array(graphemes, { maxLength: 6 }), fc.nat(60), (typed, cut) => {
      const bytes = Buffer.from(typed.join(''));
      const parser = hearing();
      parser.bytes(bytes.subarray(0, cut));
      parser.bytes(bytes.subarray(cut));
      parser.close();
      return parser.keys().join('') === typed.join('');
    }),
  );
});
