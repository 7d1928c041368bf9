import t from 'tap';
import { COLOUR_WORDS, parseColour } from '../../../src/view/template/colour.ts';

t.test('colours are named as Git names them', async t => {
  t.same(parseColour('red'), [31]);
  t.same(parseColour('bold  Red'), [1, 31]);
  t.same(parseColour('white blue'), [37, 44]);
  t.same(parseColour('normal red'), [41]);
  t.same(parseColour('brightblue'), [94]);
  t.same(parseColour('7 12'), [37, 104]);
  t.same(parseColour('208'), [38, 5, 208]);
  t.same(parseColour('#1e90ff'), [38, 2, 30, 144, 255]);
  t.same(parseColour('black #fff'), [30, 48, 2, 255, 255, 255]);
  t.same(parseColour('nobold no-ul'), [22, 24]);
  t.same(parseColour('default reset'), [39, 0]);
});

t.test('what is none is told from what is', async t => {
  for (const none of ['', 'rde', 'red green blue', '256', '#12', '#12345g', 'blink', 'nored'])
    t.equal(parseColour(none), undefined, none);
});

t.test('every word that is suggested is one', async t => {
  for (const word of COLOUR_WORDS) t.ok(parseColour(word), word);
});
