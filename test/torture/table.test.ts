import t from 'tap';
import { printTable } from './table.ts';

t.test('rows are aligned and summed', async t => {
  const row = { points: 2, reached: 2, survived: 1, whole: 1, recovered: 0, absent: 1, violations: 0 };
  const lines = printTable([
    { command: 'exec', fault: 'kill', ...row },
    { command: 'tag', fault: 'full', ...row, points: 10 },
  ]).split('\n');
  t.equal(lines.length, 4);
  t.equal(new Set(lines.map(line => line.length)).size, 1);
  t.match(lines.at(-1), /^all +12 +4 +2 +2 +0 +2 +0$/);
});
