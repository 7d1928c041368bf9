import t from 'tap';
import { lineWindow } from '../../../src/tui/chrome/line-window.ts';
import type { Field } from '../../../src/tui/state/field.ts';
import type { LineMode } from '../../../src/tui/state/mode.ts';
import { widthOf } from '../../../src/view/width.ts';

const windowOf = (field: Field, columns: number) =>
  lineWindow({ label: 'filter', field } as LineMode, columns);

t.test('a line that fits is all there', async t => {
  const { label, text, cellOf } = windowOf({ text: 'status = x', at: 4 }, 40);
  t.same([label, text, cellOf(4), cellOf(0)], ['filter: ', 'status = x', 12, 8]);
});

t.test('of a longer one the part around the cursor is', async t => {
  const text = 'a'.repeat(30) + 'b'.repeat(30);
  const { text: shown, cellOf } = windowOf({ text, at: 60 }, 30);
  t.equal(shown, `…${'b'.repeat(20)}`);
  t.ok(widthOf(shown) + 8 <= 30);
  t.equal(cellOf(60), 29);
  t.equal(windowOf({ text, at: 0 }, 30).text, `${'a'.repeat(22)}`);
});

t.test('wide characters take their cells, and nothing is obeyed', async t => {
  const { cellOf } = windowOf({ text: '漢字 = x', at: 2 }, 40);
  t.equal(cellOf(2), 12);
  t.notMatch(windowOf({ text: '\u202eabc', at: 4 }, 40).text, '\u202e');
});
