import t from 'tap';
import { numberIn, optionalTexts, textIn } from '../../../src/interop/mlflow-runs/meta-fields.ts';

t.test('numbers and texts stand for each other, and for nothing else', async t => {
  const meta = { id: 1, name: 'x', time: '12', none: null, empty: '', big: 2n ** 60n, list: [] };
  t.equal(textIn(meta, 'id'), '1');
  t.equal(textIn(meta, 'big'), '1152921504606846976');
  t.equal(numberIn(meta, 'time'), 12);
  for (const key of ['none', 'empty', 'list', 'constructor', 'absent']) {
    t.equal(textIn(meta, key), undefined, key);
    t.equal(numberIn(meta, key), undefined, key);
  }
  t.equal(textIn(undefined, 'id'), undefined);
});

t.test('texts that there are none of are no members', async t => {
  t.same(optionalTexts({ a: 'x', b: undefined, c: '' }), { a: 'x', c: '' });
});
