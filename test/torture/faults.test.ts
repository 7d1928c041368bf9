import t from 'tap';
import { injection, pointsOf, sampleOf } from './faults.ts';
import { operationsOf } from './strace.ts';

t.test('every write of every program is a point of every fault that can be there', async t => {
  const log = `mkdir("/box/a", 0777) = 0\nunlink("/box/a") = 0\n`;
  const reads = `openat(AT_FDCWD</box>, "/etc/x", O_RDONLY) = 3</etc/x>\n`;
  const points = pointsOf(
    new Map([
      ['node.1', operationsOf(log, '/box')],
      ['git_status.1', operationsOf(reads, '/box')],
    ]),
  );
  t.same(
    points.map(({ program, call, fault }) => `${program} ${call} ${fault}`),
    [
      'node.1 mkdir kill',
      'node.1 mkdir full',
      'node.1 mkdir full-on',
      'node.1 mkdir broken',
      'node.1 unlink kill',
      'node.1 unlink broken',
      'git_status.1 openat kill',
      'git_status.1 openat kill-recorder',
    ],
  );
  t.equal(
    injection({ ...(points[2] as (typeof points)[0]), ordinal: 3 }),
    '-e inject=mkdir:error=ENOSPC:when=3+',
  );
});

t.test('a sample is the same for the same seed, another for another, and in order', async t => {
  const items = Array.from({ length: 500 }, (_, index) => index);
  const sample = sampleOf(items, 20, 7);
  t.same(sampleOf(items, 20, 7), sample);
  t.notSame(sampleOf(items, 20, 8), sample);
  t.same([sample.length, new Set(sample).size], [20, 20]);
  t.same(
    sample.toSorted((a, b) => a - b),
    sample,
  );
  t.same(sampleOf(items, 1000, 1), items);
});
