import t from 'tap';
import { runRef } from '../../src/run/run-ref.ts';
import type { FetchReport, PushReport } from '../../src/run/sharing.ts';
import { printBundled, printFetch, printMetadata, printPush } from '../../src/view/sharing.ts';
import { styles } from '../../src/view/style.ts';
import { idAt, NOW } from '../support/run-rows.ts';

const plain = styles(false);
const fetched: FetchReport = {
  remote: 'origin',
  dryRun: false,
  runs: [],
  same: 0,
  experiments: 0,
  models: 0,
  dropped: [],
  kept: [],
  refused: [],
};
const pushed: PushReport = {
  remote: 'origin',
  dryRun: false,
  removes: false,
  runs: [],
  same: 0,
  experiments: 0,
  models: 0,
  commits: [],
  refused: [],
};
const id = idAt(NOW);

t.test('where there is nothing to do one line says so', async t => {
  t.equal(printFetch(fetched, plain), 'nothing new on origin\n');
  t.equal(printPush(pushed, plain), 'nothing to push: no runs here\n');
  t.equal(printPush({ ...pushed, same: 1 }, plain), 'nothing to push: origin has the run\n');
  t.equal(printPush({ ...pushed, same: 3 }, plain), 'nothing to push: origin has all 3 runs\n');
});

t.test('a ledger that goes or is to come is told', async t => {
  t.equal(
    printPush({ ...pushed, same: 1, ledger: true }, plain),
    'pushed 0 runs to origin\npushed the ledger: what was folded, deleted or purged here\n',
  );
  t.match(
    printFetch({ ...fetched, dryRun: true, ledgers: 2 }, plain),
    'would fetch 0 runs from origin\nwould fetch 2 ledgers: only then is known',
  );
  t.match(printBundled({ ...pushed, ledger: true }, plain), /^bundled 0 runs .*\nbundled what is known of/);
});

t.test('what came and what went is told run by run, in columns', async t => {
  const runs = [
    { id, name: 'swift-otter', how: 'new' as const },
    { id, name: 'odd\x1b[2J', how: 'edited' as const },
    { id, how: 'edited' as const },
  ];
  t.equal(
    printFetch({ ...fetched, runs: [...runs, { id, name: 'x', how: 'joined' }], experiments: 1 }, plain),
    `fetched 4 runs from origin
  new     swift-otter (7v8xk2qp)
  edited  odd\\u{1b}[2J (7v8xk2qp)
  edited  ${id}
  joined  x (7v8xk2qp)
fetched 1 experiment
`,
  );
  t.equal(
    printPush(
      { ...pushed, dryRun: true, runs, objects: 12, bytes: 3456, commits: ['1', '2'], experiments: 2 },
      plain,
    ),
    `would push 3 runs to origin (12 objects, 3.5 kB)
  new     swift-otter (7v8xk2qp)
  edited  odd\\u{1b}[2J (7v8xk2qp)
  edited  ${id}
would push 2 experiments
with 2 commits of your own
`,
  );
});

t.test('what did not go says why and what to do; of many some are named', async t => {
  const one = { ref: runRef(id), name: 'otter', why: 'no', remedy: 'ask\nor leave it' };
  const alone = printPush({ ...pushed, refused: [one] }, plain);
  t.equal(alone, 'pushed 0 runs to origin\nnot pushed: otter (7v8xk2qp): no\n  ask\n  or leave it\n');
  const alike = printPush({ ...pushed, refused: Array.from({ length: 12 }, () => one) }, plain);
  t.match(alike, 'not pushed: 12 runs: no\n  ask\n  or leave it\n    otter (7v8xk2qp)\n    otter');
  t.match(alike, /otter \(7v8xk2qp\)\n {4}and 2 more\n$/);
  const many = Array.from({ length: 12 }, (_, at) => ({ ...one, why: `${at}` }));
  t.match(printPush({ ...pushed, refused: [...many, ...many.slice(10)] }, plain), 'not pushed: 4 more\n');
  const other = { ...one, ref: 'refs/runs/experiments/x' };
  t.match(printPush({ ...pushed, refused: [one, other] }, plain), 'not pushed: 2 refs: no\n');
  t.match(
    printFetch({ ...fetched, refused: [{ ref: 'refs/runs/experiments/x\x1b', why: 'odd' }] }, plain),
    'not taken: refs/runs/experiments/x\\u{1b}: odd\n',
  );
});

t.test('runs that somebody has deleted are told, gone or kept', async t => {
  const one = [{ id, name: 'otter' }];
  t.equal(
    printFetch({ ...fetched, dropped: one, kept: one }, plain),
    'fetched 0 runs from origin\n1 run deleted elsewhere, and dropped here\n  otter (7v8xk2qp)\n1 run deleted elsewhere, and kept: with edits, or never sent from here\n  otter (7v8xk2qp)\n',
  );
});

t.test('what was removed there is told as such', async t => {
  const removed = { ...pushed, removes: true };
  t.equal(printPush(removed, plain), 'nothing to remove from origin\n');
  const runs = [{ id, name: 'otter', how: 'deleted' as const }];
  t.equal(
    printPush({ ...removed, runs, refused: [{ ref: runRef(id), why: 'no' }] }, plain),
    `removed 1 run from origin\n  deleted  otter (7v8xk2qp)\nnot removed: ${id}: no\n`,
  );
});

t.test('what is in a bundle is told with its size', async t => {
  const runs = [{ id, name: 'otter', how: 'new' as const }];
  const made = {
    ...pushed,
    remote: 'x.bundle',
    runs,
    experiments: 1,
    objects: 12,
    bytes: 3456,
    commits: ['1'],
  };
  t.equal(
    printBundled(made, plain),
    'bundled 1 run into x.bundle (12 objects, 3.5 kB)\nbundled 1 experiment\nand 1 commit of your own\n',
  );
  t.match(
    printBundled({ ...made, leftOut: { files: 2, bytes: 5_000_000 } }, plain),
    /\nwithout 2 large files \(5\.0 MB\), to which it has pointers\n {2}git run push takes them/,
  );
  t.equal(
    printBundled({ ...pushed, remote: 'x.bundle' }, plain),
    'no run to be bundled: x.bundle was not written\n',
  );
});

t.test('large files are told apart: they go and come by Git LFS', async t => {
  const runs = [{ id, name: 'swift-otter', how: 'new' as const }];
  const lines = (text: string) => text.split('\n').slice(2, -1);
  const sent = { files: 2, bytes: 5_000_000, absent: 1 };
  t.same(lines(printPush({ ...pushed, runs, large: sent }, plain)), [
    'and 2 large files (5.0 MB) by Git LFS',
    '1 large file not sent: not here',
  ]);
  t.same(lines(printPush({ ...pushed, dryRun: true, runs, large: { ...sent, absent: 0 } }, plain)), [
    'with 2 large files (5.0 MB) by Git LFS',
  ]);
  const came = { files: 1, bytes: 1000, left: 2, why: 'origin: no\x1b', remedy: 'do this' };
  t.same(lines(printFetch({ ...fetched, runs, large: came }, plain)), [
    'fetched 1 large file (1.0 kB) by Git LFS',
    '2 large files could not be had: origin: no\\u{1b}',
    '  do this',
  ]);
});

t.test('what was learnt is counted, and what of it is new', t => {
  const learnt = { remote: 'origin', dryRun: false, runs: 0, ledgers: 0, known: 0, fresh: 0 };
  t.equal(printMetadata(learnt), 'origin has no run that is not here\n');
  t.equal(printMetadata({ ...learnt, dryRun: true }), 'nothing new on origin\n');
  const planned = printMetadata({ ...learnt, dryRun: true, runs: 2, ledgers: 1 });
  t.equal(planned, 'would fetch the records of 2 runs and 1 other record from origin\n');
  const counts = [
    [1, 1, '1 run known on origin besides those here, all new'],
    [3, 1, '3 runs known on origin besides those here, 1 new'],
    [3, 0, '3 runs known on origin besides those here, none of them new'],
  ] as const;
  for (const [known, fresh, line] of counts) t.equal(printMetadata({ ...learnt, known, fresh }), `${line}\n`);
  t.end();
});
