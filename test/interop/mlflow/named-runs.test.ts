import t from 'tap';
import { withNames } from '../../../src/interop/mlflow/named-runs.ts';
import { parseStrict } from '../../../src/query/filter/strict.ts';
import type { RunId } from '../../../src/run/run-id.ts';

const ids = {
  idOf: async (text: string) => (text === 'theirs' ? ('ours' as RunId) : undefined),
  namesOf: async (text: string) => (text === 'theirs' ? ['theirs', 'ours'] : [text]),
};
const named = (filter: string) => withNames(parseStrict(filter), ids);

t.test('a parent is meant by each of its ids', async t => {
  const texts = { of: [{ value: { text: 'theirs' } }, { value: { text: 'ours' } }] };
  t.match(await named("tags.mlflow.parentRunId = 'theirs'"), { kind: 'or', ...texts });
  t.match(await named("tags.mlflow.parentRunId != 'theirs'"), { kind: 'and', ...texts });
});

t.test('a run has one id where it is searched', async t => {
  t.match(await named("run_id = 'theirs'"), { kind: 'or', of: [{ value: { text: 'ours' } }] });
  t.match(await named("run_id IN ('theirs', 'x') and params.a = 'theirs'"), {
    of: [{ kind: 'or', of: [{ value: { text: 'ours' } }] }, { value: { text: 'theirs' } }],
  });
});

t.test('what names no run finds none, and all others', async t => {
  t.same(await named("run_id = 'x'"), { kind: 'or', of: [] });
  t.same(await named("run_id != 'x'"), { kind: 'and', of: [] });
  t.same(await named("run_id IN ('x', 'y')"), { kind: 'or', of: [] });
  t.same(await named("run_id NOT IN ('x')"), { kind: 'not', of: { kind: 'or', of: [] } });
});

t.test('nothing else is changed', async t => {
  for (const filter of ["tags.x = 'theirs'", "tags.mlflow.parentRunId LIKE 'theirs'", 'metrics.a > 1', ''])
    t.same(await named(filter), parseStrict(filter), filter);
});
