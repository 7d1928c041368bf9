import t from 'tap';
import { readPush } from '../../src/guard/push.ts';

const [A, B, NONE] = ['a'.repeat(40), 'b'.repeat(40), '0'.repeat(40)];

t.test('of a push the refs of runs are read: made, moved, deleted', async t => {
  const lines = [
    `${NONE} ${A} refs/heads/main`,
    `${NONE} ${A} refs/runs/one`,
    `${A} ${B} refs/runs/experiments/two`,
    `${B} ${NONE} refs/runs/ledger/three`,
    `${NONE} ${A} refs/runsaway/four`,
    '',
  ];
  t.same(readPush(lines.join('\n')), [
    { name: 'refs/runs/one', to: A },
    { name: 'refs/runs/experiments/two', from: A, to: B },
    { name: 'refs/runs/ledger/three', from: B },
  ]);
});

t.test('ids may be of SHA-256', async t => {
  const [long, none] = ['c'.repeat(64), '0'.repeat(64)];
  t.same(readPush(`${none} ${long} refs/runs/one\n`), [{ name: 'refs/runs/one', to: long }]);
});
