import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { guardScreen, isSafe, sanitise, sanitiseJson, sanitiseLog } from '../../src/view/sanitise.ts';

const corpus: { name: string; text: string }[] = JSON.parse(
  readFileSync(new URL('../../fixtures/hostile/terminal-strings.json', import.meta.url), 'utf8'),
);

/** Written apart from the sanitiser's own list. */
const OBEYED =
  /[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e0fff}]|\p{Cs}|\p{M}{5}/u;
const COLOURS = /\x1b\[[0-9;]*m/g;

const hostile = fc
  .array(
    fc.oneof(fc.constantFrom(...corpus.map(({ text }) => text)), fc.string({ unit: 'binary' }), anyUnits()),
  )
  .map(parts => parts.join(''));

function anyUnits() {
  return fc
    .array(fc.oneof(fc.nat(0x2ff), fc.nat(0xffff)), { maxLength: 12 })
    .map(units => String.fromCharCode(...units));
}

t.test('no attack string reaches the terminal', async t => {
  t.ok(corpus.length >= 42);
  for (const { name, text } of corpus) {
    const shown = sanitise(text);
    t.notMatch(shown, OBEYED, name);
    t.notMatch(shown, /\n/, name);
    if (name !== 'wide emoji' && !name.startsWith('200')) t.not(shown, text, `${name} is made visible`);
    t.notMatch(sanitiseLog(text).replace(COLOURS, '').replaceAll('\t', ''), OBEYED, `${name}, in a log`);
  }
});

t.test('what is replaced can still be read', async t => {
  t.equal(sanitise('\x1b]0;owned\x07'), '\\u{1b}]0;owned\\u{7}');
  t.equal(sanitise('photo_\u202egnp.exe'), 'photo_\\u{202e}gnp.exe');
  t.equal(sanitise('a\x9bb\u200bc\u{e0041}'), 'a\\u{9b}b\\u{200b}c\\u{e0041}');
  t.equal(sanitise('a\nb\tc'), 'a\\u{a}b\\u{9}c');
});

t.test('bytes of a path that are no UTF-8 show as bytes, other lone surrogates as code points', async t => {
  t.equal(sanitise('caf\udce9'), 'caf\\xe9');
  t.equal(sanitise('\ud800'), '\\u{d800}');
});

t.test('ordinary text of any script stays as it is', async t => {
  const texts = ['swift-otter', 'Ünïcödé', '学習 実験', 'שלום', 'नमस्ते', '🚀 ❤️ 👍🏽', 'a\u0301e\u0301', ''];
  for (const text of texts) t.equal(sanitise(text), text);
});

t.test('lines and tabs pass where they are allowed', async t => {
  t.equal(sanitise('a\n\tb\r\nc\rd', { newlines: true }), 'a\n\tb\nc\\u{d}d');
});

t.test('a pile of combining marks is cut', async t => {
  t.equal(sanitise(`Z${'\u0301'.repeat(200)}!`), `Z${'\u0301'.repeat(4)}…!`);
});

t.test('no text at all gets through, and safe text stays as it is', async t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(hostile, text => {
        const shown = sanitise(text);
        return !OBEYED.test(shown) && !shown.includes('\n') && sanitise(shown) === shown && isSafe(shown);
      }),
    ),
  );
});

t.test('of a log, colours, lines and tabs pass', async t => {
  const log = '\x1b[1;32mok\x1b[0m\n\tnext\r\n\x1b[38;5;208morange\x1b[m';
  t.equal(sanitiseLog(log), log.replace('\r', ''));
});

t.test('what only looks like a colour does not pass', async t => {
  t.equal(sanitiseLog('\x1b[?25m \x1b[3 m \x1b[>4m'), '\\u{1b}[?25m \\u{1b}[3 m \\u{1b}[>4m');
});

t.test('a log cannot leave a colour on', async t => {
  t.equal(sanitiseLog('a\x1b[31mb'), 'a\x1b[31mb\x1b[0m');
});

t.test('a progress bar shows its last state', async t => {
  t.equal(sanitiseLog('start\n 10%\r 50%\r100%\ndone'), 'start\n100%\ndone');
  t.equal(sanitiseLog('10%\r20%\r'), '20%');
  t.equal(sanitiseLog('10%\r\r\n'), '10%\n');
  t.equal(sanitiseLog('10%\r\x1b[K20%\n'), '20%\n');
});

t.test('no log at all gets through, and a safe one stays as it is', async t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(hostile, text => {
        const shown = sanitiseLog(text);
        return !OBEYED.test(shown.replace(COLOURS, '').replaceAll('\t', '')) && sanitiseLog(shown) === shown;
      }),
    ),
  );
});

t.test('JSON is safe to show and says the same', async t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(hostile, text => {
        const shown = sanitiseJson(JSON.stringify([text], null, 2));
        return !OBEYED.test(shown.replace(/\p{M}/gu, '')) && JSON.parse(shown)[0] === text;
      }),
    ),
  );
});

t.test('a value of any length has an end', async t => {
  const shown = sanitise('\x1b'.repeat(1_000_000));
  t.ok(shown.length <= 65_536 * '\\u{1b}'.length && shown.endsWith('…'), `${shown.length}`);
  t.equal(sanitise(shown), shown.length > 65_536 ? `${shown.slice(0, 65_535)}…` : shown);
  t.equal(sanitise('a\n'.repeat(100_000), { newlines: true }).length, 200_000);
});

t.test(
  'of a log, nothing that hides text or makes it blink passes, and where no colours pass, none does',
  async t => {
    const painted = ['1', '1;31', '0', '', '38;5;8', '48;2;1;2;3', '38;5;208;1', '97', '4;24'];
    for (const code of painted) {
      t.equal(sanitiseLog(`a\x1b[${code}mb\x1b[0m`), `a\x1b[${code}mb\x1b[0m`, code);
      t.equal(sanitiseLog(`a\x1b[${code}mb\x1b[0m`, { colours: false }), 'ab', code);
    }
    for (const code of ['8', '5', '6', '1;8', '38;5', '38;5;999', '38;3;1', '11', '58;5;1', '999'])
      t.equal(sanitiseLog(`a\x1b[${code}mb`), 'ab', code);
  },
);

t.test('the last look lets our own sequences through, and nothing else', async t => {
  const own = '\x1b[1mtitle\x1b[22m\n\tx\r\ny    \r\x1b[K';
  t.equal(guardScreen(own), own);
  t.equal(guardScreen('\rworking…'), '\rworking…');
  t.equal(guardScreen('a\rb\x1b[2Jc\x1b[8md'), 'a\\u{d}b\\u{1b}[2Jc\\u{1b}[8md');
  for (const { name, text } of corpus)
    t.notMatch(
      guardScreen(text)
        .replace(COLOURS, '')
        .replace(/\x1b\[K|^\r|\r(?=\n)/g, '')
        .replaceAll('\t', '')
        .replace(/\p{M}/gu, ''),
      OBEYED,
      name,
    );
  t.doesNotThrow(() =>
    fc.assert(fc.property(hostile, text => guardScreen(guardScreen(text)) === guardScreen(text))),
  );
});
