import t from 'tap';
import type { RunCheck } from '../../src/run/check.ts';
import { printCheckSummary, printRefCheck, printRunCheck } from '../../src/view/check.ts';
import { styles } from '../../src/view/style.ts';
import { idAt, NOW } from '../support/run-rows.ts';

const id = idAt(NOW, 'abcdefgh');
const finding = (message: string) => ({ code: 'missing', part: 'log', message }) as const;
const hurt: RunCheck = {
  id,
  commit: '1'.repeat(40),
  name: 'otter',
  state: 'hurt',
  findings: [finding('logs/0 is missing')],
  whole: ['record', 'artifacts'],
};
const print = (changes: Partial<RunCheck> = {}) => printRunCheck({ ...hurt, ...changes }, styles(false));

t.test('a run that is hurt says what is wrong and what can be had', async t => {
  t.equal(print(), `otter (${id.slice(-8)}) is hurt\n  logs/0 is missing\n  whole: record, artifacts\n`);
  t.match(print({ whole: [] }), /whole: nothing\n$/);
  t.match(print({ state: 'newer' }), /^otter \(\w+\) was written by a newer git-run\n/);
  const { name: _, ...nameless } = hurt;
  t.match(printRunCheck(nameless, styles(false)), `${id} is hurt\n`);
});

t.test('a thousand findings are not a thousand lines, and none moves the cursor', async t => {
  const many = print({ findings: Array.from({ length: 1000 }, () => finding('\x1b[2J')), name: '\x1b]0;x' });
  t.match(many, 'and 990 more findings: --json has them all\n');
  t.notMatch(many, '\x1b');
  t.notMatch(printRefCheck({ ref: 'r', message: '\x1b' }), '\x1b');
});

t.test('the sum is calm', async t => {
  const sum = (whole: number, hurt = 0, newer = 0) =>
    printCheckSummary([
      ...Array.from({ length: whole }, () => ({ state: 'whole' as const })),
      ...Array.from({ length: hurt }, () => ({ state: 'hurt' as const })),
      ...Array.from({ length: newer }, () => ({ state: 'newer' as const })),
    ]);
  t.equal(sum(0), '0 runs whole');
  t.equal(sum(1), '1 run whole');
  t.equal(sum(1204, 1), '1,204 runs whole, 1 hurt');
  t.equal(sum(2, 0, 1), '2 runs whole, 1 of a newer format: update git-run');
});
