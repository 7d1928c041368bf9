import t from 'tap';
import type { GcReport } from '../../src/run/removal.ts';
import { printGc } from '../../src/view/removal.ts';
import { idAt, NOW } from '../support/run-rows.ts';

const none = { objects: 0, bytes: 0 };
const report: GcReport = {
  dryRun: false,
  deleted: [],
  spared: [],
  waiting: 0,
  freed: none,
  heldBack: { ...none, keptPacks: [] },
  swept: 0,
};

t.test('where there is nothing to do, it says so in two lines', async t => {
  t.equal(printGc(report), 'deleted 0 runs from the trash\nfreed 0 B (0 objects)\n');
});

t.test('runs are named, up to ten, and made safe', async t => {
  const deleted = Array.from({ length: 12 }, (_, at) => ({
    id: idAt(NOW),
    name: `otter-${at}\x1b`,
    since: NOW,
  }));
  const printed = printGc({ ...report, dryRun: true, deleted, freed: { objects: 1, bytes: 1500 } });
  t.match(printed, 'would delete 12 runs from the trash\n  otter-0\\u{1b} (7v8xk2qp)\n');
  t.match(printed, '  and 2 more\nwould free 1.5 kB (1 object)\n');
  t.notMatch(printed, '\x1b');
});

t.test('what stays for now is told, with the way to free it', async t => {
  const lines = (more: Partial<GcReport>) =>
    printGc({ ...report, ...more })
      .split('\n')
      .slice(1, -1);
  t.same(
    lines({ spared: [idAt(NOW)], waiting: 1, swept: 2, heldBack: { objects: 2, bytes: 20, keptPacks: [] } }),
    [
      'kept 7v8xk2qp: it was edited just now',
      '1 run in the trash waits for its time',
      'removed 2 leftovers of recorders',
      'freed 0 B (0 objects)',
      '20 B (2 objects) stay for now: written in the last two weeks; --now frees them too',
    ],
  );
  t.same(lines({ waiting: 3, heldBack: { objects: 1, bytes: 20, keptPacks: ['/x/pack-1.pack'] } }), [
    '3 runs in the trash wait for their time',
    'freed 0 B (0 objects)',
    '20 B (1 object) stay: in packs that are kept',
    '  /x/pack-1.pack',
  ]);
});
