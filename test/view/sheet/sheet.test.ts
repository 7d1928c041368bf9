import t from 'tap';
import { textOf, toneOf } from '../../../src/view/sheet/sheet.ts';

t.test('a cell is a text, or a text with a tone', async t => {
  t.same([textOf('a'), toneOf('a')], ['a', undefined]);
  t.same([textOf({ text: 'a', tone: 'bad' }), toneOf({ text: 'a', tone: 'bad' })], ['a', 'bad']);
});
