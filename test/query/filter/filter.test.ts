import t from 'tap';
import { keysOf } from '../../../src/query/filter/filter.ts';
import { parseFilter } from '../../../src/query/filter/parse.ts';

t.test('every key a filter asks for is told', async t => {
  t.same(keysOf(parseFilter("metrics.a > 1 or not (status = failed and inputs.name like 'x')")), [
    { kind: 'metric', name: 'a' },
    { kind: 'attribute', name: 'status' },
    { kind: 'input', name: 'name' },
  ]);
  t.same(keysOf(parseFilter('')), []);
});
