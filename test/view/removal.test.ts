import t from 'tap';
import type { GcReport } from '../../src/run/removal.ts';
import { printCopies, printGc, printPurged, printPurgeEnd } from '../../src/view/removal.ts';
import { idAt, NOW } from '../support/run-rows.ts';

const none = { objects: 0, bytes: 0 };
const report: GcReport = {
  dryRun: false,
  deleted: [],
  spared: [],
  waiting: 0,
  freed: none,
  heldBack: { ...none, keptPacks: [] },
  folded: 0,
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

t.test('of a purge each file is named, then what is left and who holds it', async t => {
  const files = Array.from(
    { length: 22 },
    (_, at) => ({ path: `artifacts/${at}\x1b`, in: 'run', size: 1 }) as const,
  );
  const runs = [
    { id: idAt(NOW), name: 'otter', files },
    { id: idAt(NOW), name: 'heron', files: [{ path: '.env', in: 'source', size: 1 }] as const },
  ];
  const printed = printPurged({ dryRun: false, runs });
  t.match(printed, 'purged 22 files of otter (7v8xk2qp)\n  artifacts/0\\u{1b}\n');
  t.match(printed, '  and 2 more\npurged 1 file of heron (7v8xk2qp)\n  .env, in its source\n');
  const end = {
    dryRun: false,
    runs,
    copies: [],
    freed: none,
    heldBack: report.heldBack,
    left: 0,
    inWorkTree: [],
    remotes: [],
  };
  const lines = (more: Partial<typeof end> | object) =>
    printPurgeEnd({ ...end, ...more })
      .split('\n')
      .slice(1, -2);
  t.same(lines({}), ['what they held is nowhere in this repository any more']);
  t.match(lines({ left: 1 }), [/^1 content is still here: something of your own holds it/]);
  t.same(lines({ left: 2, heldBack: { ...none, objects: 2, keptPacks: ['/x.pack'] } }).slice(1), [
    '  /x.pack',
  ]);
  t.match(lines({ inWorkTree: ['.env'] })[1], /^the next run records it again: \.env, unless/);
  const copies = [
    { ref: `refs/runs/${idAt(NOW)}`, run: { id: idAt(NOW), name: 'x' }, path: 'a b' },
    { ref: 'refs/run-snapshots/123', path: 'a' },
    { ref: `refs/run-live/${idAt(NOW)}`, path: 'a' },
  ];
  t.same(lines({ left: 1, copies }).slice(1), printCopies(copies));
  t.same(printCopies(copies), [
    "  git run purge 7v8xk2qp --path 'a b'",
    '  git update-ref -d refs/run-snapshots/123',
    '  git run purge 7v8xk2qp --path a, when that run has ended',
  ]);
  t.match(printPurgeEnd({ ...end, remotes: ['origin', 'x\x1b'] }), 'remotes (origin, x\\u{1b}), clones');
});
