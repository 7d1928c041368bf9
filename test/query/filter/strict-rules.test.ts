import t from 'tap';
import { checkTest, strictKey } from '../../../src/query/filter/strict-rules.ts';
import { tokenise, type Word } from '../../../src/query/filter/tokens.ts';

const key = (text: string) => strictKey(tokenise(text)[0] as Word, text);
const value = (text: string) => ({ text, words: tokenise(text).filter(token => token.kind === 'word') });

t.test("a key is what MLflow's names say", async t => {
  t.match(key('metrics.a'), { type: 'metric', name: 'a', key: { kind: 'metric', name: 'a' } });
  t.match(key('Created'), { type: 'attribute', isTime: true, key: { name: 'started' } });
  t.match(key('status'), { isStatus: true, isTime: false });
  t.match(key('datasets.digest'), { type: 'dataset', key: { kind: 'input', name: 'digest' } });
});

t.test('a key MLflow does not know has its words', async t => {
  t.throws(() => key('"x"'), { code: 'search-filter', message: /Expected 'Identifier' found '"x"'/ });
  t.throws(() => key('foo.x'), { message: /^Invalid entity type 'foo'/ });
  t.throws(() => key('dataset.x'), { message: /^Invalid dataset key 'x' specified/ });
});

t.test('the value is judged before the comparator', async t => {
  t.throws(() => checkTest(key('metrics.a'), 'LIKE', value("'x'")), { message: /^Expected numeric value/ });
  t.throws(() => checkTest(key('metrics.a'), '==', value('5')), { message: /^Invalid comparator '=='/ });
  t.doesNotThrow(() => checkTest(key('run_id'), 'IN', value("('a', 'b')")));
  t.throws(() => checkTest(key('run_id'), 'IN', value('(a)')), {
    message: /different type in list: \(a,\)$/,
  });
  t.throws(() => checkTest(key('metrics.a'), 'IS NULL', undefined), { message: /only supported for tags/ });
});
