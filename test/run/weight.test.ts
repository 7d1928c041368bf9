import t from 'tap';
import { KINDS, type Weight } from '../../src/run/weight.ts';

t.test('every kind of content is weighed, each once, what people delete first', async t => {
  const every: Weight['content'] = { artifacts: 0, logs: 0, metrics: 0, source: 0, records: 0 };
  t.same([...KINDS].sort(), Object.keys(every).sort());
  t.equal(KINDS[0], 'artifacts');
});
