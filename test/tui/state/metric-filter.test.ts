import t from 'tap';
import { nameTest } from '../../../src/tui/state/metric-filter.ts';

const found = (text: string, ...names: readonly string[]) => names.filter(nameTest(text));

t.test('each word is to be in the name, in any case', async t => {
  t.same(found('LOSS', 'val_loss', 'train/Loss', 'acc'), ['val_loss', 'train/Loss']);
  t.same(found('val loss', 'val_loss', 'val_acc', 'loss'), ['val_loss']);
});

t.test('a word with stars is a pattern of all of the name', async t => {
  t.same(found('val/*', 'val/loss', 'train/val/loss', 'val'), ['val/loss']);
  t.same(found('gpu?', 'gpu0', 'gpu10'), ['gpu0']);
});

t.test('what means something in a pattern elsewhere means itself', async t => {
  t.same(found('a.b', 'a.b', 'axb'), ['a.b']);
  t.same(found('f(x)*', 'f(x)', 'fx'), ['f(x)']);
  t.same(found('*[0]', 'w[0]', 'w0'), ['w[0]']);
  t.same(found(`${'*'.repeat(200)}z`, 'a'.repeat(1000)), []);
});
