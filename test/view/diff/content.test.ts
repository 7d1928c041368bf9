import t from 'tap';
import type { Change } from '../../../src/query/changes.ts';
import type { Leaf } from '../../../src/run/flatten.ts';
import { type ContentView, contentBlocks } from '../../../src/view/diff/content.ts';
import { sheetText } from '../../../src/view/sheet/sheet-text.ts';
import { styles } from '../../../src/view/style.ts';

const printed = (...content: ContentView[]) =>
  sheetText(contentBlocks(content, ['one', 'two']), { style: styles(false) });
const change = (key: string, a: number, b: number): Change<Leaf> => ({
  key,
  state: a === b ? 'same' : 'changed',
  a: { value: a },
  b: { value: b },
});

t.test('JSON is told key by key', async t => {
  t.equal(
    printed({ kind: 'json', path: 'm.json', changes: [change('acc', 1, 2), change('n', 1, 1)] }),
    'm.json\n  key  one  two\n  acc  1    2\n  1 key is the same\n',
  );
  const many = Array.from({ length: 150 }, (_, at) => change(`k${at}`, 0, 1));
  t.match(
    printed({ kind: 'json', path: 'm.json', changes: many }),
    '  and 50 keys more; --json has them all\n',
  );
});

t.test('text stands as Git printed it, and what cannot be compared has a word', async t => {
  t.equal(
    printed({ kind: 'text', path: 'a.txt', patch: '-a\n+b\n' }, { kind: 'text', path: 'same', patch: '' }),
    'a.txt\n-a\n+b\n',
  );
  t.equal(printed({ kind: 'remark', path: 'big', text: 'too large' }), 'big\n  too large\n');
});
