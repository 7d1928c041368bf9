import t from 'tap';
import { knows, sideOfRow } from '../../src/query/side.ts';
import { liveRow, sampleRow } from '../support/run-rows.ts';

t.test('a run that has ended is known but for what lies beside its record', async t => {
  const side = sideOfRow(sampleRow({ seed: '7' }));
  t.match(side, { name: 'swift-otter', status: 'finished', seed: '7', duration: 12.5 });
  t.ok(knows(side, 'metrics') && knows(side, 'code') && knows(side, 'outcome'));
  t.notOk(knows(side, 'environment') || knows(side, 'inputs') || knows(side, 'artifacts'));
});

t.test('of one in progress neither its end nor its metrics', async t => {
  const side = sideOfRow(liveRow());
  t.ok(knows(side, 'params'));
  t.notOk(knows(side, 'outcome') || knows(side, 'metrics') || knows(side, 'code'));
});
