import fc from 'fast-check';
import t from 'tap';
import { sanitise } from '../../src/view/sanitise.ts';
import { cut, pad, styledWidth, widestOf, widthOf } from '../../src/view/width.ts';

t.test('of styles nothing is counted, of several texts the widest', async t => {
  t.equal(styledWidth('\x1b[1m学習\x1b[22m!'), 5);
  t.equal(widestOf(['a', '学習', 'abc']), 4);
  t.equal(widestOf([]), 0);
});

t.test('wide characters count two cells, combining marks none', async t => {
  t.equal(widthOf('abc'), 3);
  t.equal(widthOf('学習'), 4);
  t.equal(widthOf('🚀'), 2);
  t.equal(widthOf('e\u0301'), 1);
});

t.test('what is shown as one takes the cells of one', async t => {
  for (const emoji of ['👨‍👩‍👧', '🏳️‍🌈', '1️⃣', '🇩🇪', '☺️', '👍🏽']) t.equal(widthOf(emoji), 2, emoji);
  t.equal(widthOf('☺'), 1);
  t.equal(widthOf('ﾊﾟ'), 2, 'half-width katakana with its mark');
  t.equal(widthOf('각'), 2, 'a syllable of jamo');
  t.equal(widthOf('\u0600'), 1, 'a sign that stands before digits');
});

t.test('letters of a cluster, and vowels beside them, take cells as terminals give them', async t => {
  t.equal(widthOf('กำ'), 2, 'Thai');
  t.equal(widthOf('क्षि'), 3, 'Devanagari: two letters, and a vowel beside them');
  t.equal(widthOf('நி'), 2, 'Tamil');
  t.equal(widthOf('\u1112\u1161\u11ab'), 2, 'Hangul in its parts');
});

t.test('letters that are read from the right take a cell each, their marks none', async t => {
  t.equal(widthOf('שלום'), 4);
  t.equal(widthOf('مَرْحَبًا'), 5);
});

t.test('a cut shows that something is gone', async t => {
  t.equal(cut('abcdef', 6), 'abcdef');
  t.equal(cut('abcdef', 4), 'abc…');
  t.equal(cut('学習実験', 4), '学…');
  t.equal(cut('e\u0301e\u0301e\u0301', 2), 'e\u0301…');
  t.equal(cut('क्षिक्षि', 5), 'क्षि…');
  t.equal(cut('🇩🇪🇩🇪🇩🇪', 4), '🇩🇪…');
  t.equal(cut('abc', 0), '');
});

t.test('padding fills either side', async t => {
  t.equal(pad('学', 4), '学  ');
  t.equal(pad('1.5', 5, 'right'), '  1.5');
  t.equal(pad('long', 2), 'long');
});

t.test('a cut text fits, whatever it holds', async t => {
  const text = fc.string({ unit: 'grapheme' }).map(raw => sanitise(raw));
  t.doesNotThrow(() =>
    fc.assert(fc.property(text, fc.nat(20), (text, width) => widthOf(cut(text, width)) <= width)),
  );
});

t.test('signs of our own lists are a cell each, as Unicode has it', async t => {
  for (const sign of '–·×▲▸▼▾●★‹›…') {
    t.equal(widthOf(sign), 1, sign);
    t.equal(widthOf(`${sign}学`), 3, `${sign}, measured by Unicode`);
  }
  t.equal(cut('▲ acc', 3), '▲ …');
});
