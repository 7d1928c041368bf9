import t from 'tap';
import { tokenise } from '../../../src/query/filter/tokens.ts';

const texts = (text: string) =>
  tokenise(text).map(token =>
    token.kind === 'sign' ? token.text : token.pieces.map(({ text, quoted }) => (quoted ? [text] : text)),
  );

t.test('words end at blanks and signs, not at dots or dashes', async t => {
  t.same(texts('metrics.val-loss>=0.5'), [['metrics.val-loss'], '>=', ['0.5']]);
  t.same(texts(' a\tb\n'), [['a'], ['b']]);
  t.same(texts('a in(1,2)'), [['a'], ['in'], '(', ['1'], ',', ['2'], ')']);
  t.same(texts('a<>b == c !~ d =~ e'), [['a'], '<>', ['b'], '==', ['c'], '!~', ['d'], '=~', ['e']]);
  t.same(texts(''), []);
});

t.test('each kind of quotes holds the others', async t => {
  t.same(texts(`tags."a 'b'"`), [['tags.', [`a 'b'`]]]);
  t.same(texts('`tags`.k'), [[['tags'], '.k']]);
  t.same(texts(`"it's" 'a"b'`), [[["it's"]], [['a"b']]]);
  t.same(texts(`e'it\\'s "\\n' x.e'y' the'x'`), [[[`it's "\n`]], ['x.', ['y']], ['the', ['x']]]);
});

t.test('every token knows its columns', async t => {
  const [word, sign, value] = tokenise("  ab >= 'x y'");
  t.match(word, { at: 2, end: 4 });
  t.match(sign, { at: 5, end: 7 });
  t.match(value, { at: 8, end: 13 });
});

t.test('what cannot be split points at its place', async t => {
  t.throws(() => tokenise("a = 'x"), { code: 'filter', data: { at: 4, end: 6 } });
  t.throws(() => tokenise("a = e'x\\'"), { code: 'filter', data: { at: 5, end: 9 } });
  t.throws(() => tokenise('a ! b'), { code: 'filter', data: { at: 2, end: 3 } });
});
