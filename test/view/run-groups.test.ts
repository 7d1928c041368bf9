import t from 'tap';
import { groupRows, parseAggregates } from '../../src/query/group.ts';
import { parseKey } from '../../src/query/lookup.ts';
import { paramOfText } from '../../src/run/param.ts';
import { printGroups, type RunGroupsOptions } from '../../src/view/run-groups.ts';
import { styles } from '../../src/view/style.ts';
import { sampleRow } from '../support/run-rows.ts';

const rows = [
  ['mlp_v2', 0.97],
  ['mlp_v2', 0.96],
  ['cnn', 0.99],
  ['cnn', undefined],
].map(([model, acc]) =>
  sampleRow({
    params: { model: paramOfText(String(model), { kind: 'option' }) },
    metrics: acc === undefined ? {} : { acc: { last: Number(acc), min: 0, max: 1, count: 1, step: 0 } },
  }),
);

function printed(format: RunGroupsOptions['format'], agg = 'metrics.acc'): string {
  const [keys, aggregates] = [[parseKey('params.model')], parseAggregates([agg])];
  const groups = groupRows(rows, keys, aggregates);
  return printGroups({ keys, aggregates, groups }, { format, style: styles(false) });
}

t.test('a group is a line; a deviation says how many digits of a mean are good', async t => {
  t.equal(
    printed('table'),
    ['model               acc  n', 'mlp_v2  0.9650 ± 0.0071  2', 'cnn                0.99  1', ''].join('\n'),
  );
  t.equal(
    printed('table', 'metrics.acc:mean,max,n'),
    ['model   acc mean  acc max  n', 'mlp_v2     0.965     0.97  2', 'cnn         0.99     0.99  1', ''].join(
      '\n',
    ),
  );
});

t.test('for a paper, and for a pull request', async t => {
  t.match(printed('latex'), '  mlp\\_v2 & 0.9650 $\\pm$ 0.0071 & 2 \\\\\n');
  t.match(printed('md'), '| mlp_v2 | 0.9650 ± 0.0071 |   2 |\n');
});

t.test('for programs mean and deviation are two, as exact as they are', async t => {
  t.match(
    printed('csv'),
    /^params\.model,metrics\.acc mean,metrics\.acc std,metrics\.acc n\r\nmlp_v2,0\.965,0\.00707/,
  );
  const { version, groups } = JSON.parse(printed('json'));
  t.equal(version, 1);
  t.match(groups, [
    { by: { 'params.model': 'mlp_v2' }, figures: { 'metrics.acc': { mean: 0.965, n: 2 } } },
    { by: { 'params.model': 'cnn' }, figures: { 'metrics.acc': { mean: 0.99, std: null, n: 1 } } },
  ]);
  t.equal(groups[0].runs.length, 2);
});
