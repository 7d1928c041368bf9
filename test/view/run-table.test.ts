import t from 'tap';
import { utc } from '../../src/query/zone.ts';
import { runTable } from '../../src/view/run-table.ts';
import { styles } from '../../src/view/style.ts';
import { liveRow, NOW, sampleRow } from '../support/run-rows.ts';

const options = { format: 'table', now: NOW, zone: utc, style: styles(false) } as const;

t.test('a table is its titles, a line for each run, and what had no room', async t => {
  const { head, body, foot } = runTable([liveRow(), sampleRow({ tags: { stage: 'dev' } })], {
    ...options,
    width: 60,
  });
  t.match(head, [/^id +name +status +started +lr +acc$/], 'what was tried and what came of it stay');
  t.match(body, [/^0000live /, /^7v8xk2qp /]);
  t.match(foot, [/^no room for \d column/]);
});

t.test('of no runs there is no table, and a column that is none is said all the same', async t => {
  t.same(runTable([], options), { head: [], body: [], foot: [] });
  t.throws(() => runTable([], { ...options, columns: ['nmae'] }), { code: 'usage' });
});
