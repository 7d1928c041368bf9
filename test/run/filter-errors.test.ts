import t from 'tap';
import { GitRunError } from '../../src/run/errors.ts';
import { FilterError, SearchFilterError } from '../../src/run/filter-errors.ts';

t.test('columns are counted as people do', async t => {
  const error = new FilterError('acc > 1', 'no field', { at: 0, end: 3 }, ['metrics.acc']);
  t.equal(error.message, 'filter, column 1: no field');
  t.same(error.data, { text: 'acc > 1', at: 0, end: 3, nearest: ['metrics.acc'] });
});

t.test("MLflow's words stand alone", async t => {
  const error = new SearchFilterError("Invalid clause(s) in filter string: 'or'");
  t.ok(error instanceof GitRunError);
  t.match(error, { code: 'search-filter', message: "Invalid clause(s) in filter string: 'or'" });
});
