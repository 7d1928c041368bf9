import t from 'tap';
import { readKey } from '../../../src/query/filter/key.ts';
import { tokenise, type Word } from '../../../src/query/filter/tokens.ts';

const key = (text: string) => readKey(text, tokenise(text)[0] as Word, 0, { 'val acc': 'min' });

t.test('each kind of key has the names MLflow has for it', async t => {
  for (const entity of ['metric', 'metrics']) t.same(key(`${entity}.a`), { kind: 'metric', name: 'a' });
  for (const entity of ['param', 'params', 'parameter', 'parameters'])
    t.same(key(`${entity}.a`), { kind: 'param', name: 'a' });
  for (const entity of ['tag', 'tags', '`tags`']) t.same(key(`${entity}.a`), { kind: 'tag', name: 'a' });
  for (const entity of ['attribute.', 'attributes.', 'attr.', 'run.', ''])
    t.same(key(`${entity}status`), { kind: 'attribute', name: 'status' });
  for (const entity of ['dataset', 'datasets', 'input', 'inputs'])
    t.same(key(`${entity}.name`), { kind: 'input', name: 'name' });
});

t.test('attributes answer to their MLflow names', async t => {
  const names = {
    run_id: 'id',
    run_name: 'name',
    '`Run Name`': 'name',
    user_id: 'author',
    start_time: 'started',
    Created: 'started',
    end_time: 'ended',
  };
  for (const [text, name] of Object.entries(names)) t.same(key(text), { kind: 'attribute', name }, text);
});

t.test('a name may hold dots, blanks and quotes', async t => {
  t.same(key('tags.mlflow.source.type'), { kind: 'tag', name: 'mlflow.source.type' });
  t.same(key('params."a b".c'), { kind: 'param', name: 'a b.c' });
  t.same(key("metrics.'it\"s'"), { kind: 'metric', name: 'it"s' });
});

t.test('what is no key names the nearest', async t => {
  t.throws(() => key('stats'), { code: 'filter', data: { nearest: ['status'] } });
  t.throws(() => key('constructor'), { code: 'filter' });
  t.throws(() => key('parms.x'), { code: 'filter', data: { nearest: ['params.x'] } });
  t.throws(() => key('attributes.zzzzzzzzzz'), { code: 'filter', data: { nearest: [] } });
});

t.test('a metric knows which of its values are better, where that is declared', async t => {
  t.same(key('metrics."val acc"'), { kind: 'metric', name: 'val acc', better: 'min' });
  t.same(key('metrics."val acc.best"'), { kind: 'metric', name: 'val acc.best', better: 'min' });
  t.same(key('params."val acc"'), { kind: 'param', name: 'val acc' });
});
