import t from 'tap';
import { countRecords } from '../../src/share/count-records.ts';

t.test('records are counted by their kinds, and nothing else is', async t => {
  const names = ['experiments/a', 'experiments/b', 'registry/a', 'ledger/a', '01h455vb4pex5vsknk084sn02q'];
  t.same(countRecords(names.map(name => ({ name: `refs/runs/${name}` }))), { experiments: 2, models: 1 });
});
