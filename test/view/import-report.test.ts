import t from 'tap';
import { printExport, printImport } from '../../src/view/import-report.ts';
import { NOW, sampleId } from '../support/run-rows.ts';

const run = (name: string) => ({ id: sampleId(NOW), name, foreign: 'x' });
const nothing = {
  from: 'mlruns',
  dryRun: false,
  experiments: [],
  runs: [],
  continued: [],
  models: [],
  same: 0,
  deleted: 0,
  open: 0,
  losses: [],
};

t.test('an import says what came, what was here, and what is lost', async t => {
  const runs = [run('one'), run('two\x1b[31m')];
  const losses = [{ path: '1/x/meta.yaml', why: 'makes no sense' }];
  const text = printImport({
    ...nothing,
    runs,
    continued: [run('open')],
    experiments: ['digits'],
    models: [
      { name: 'net', versions: 2 },
      { name: 'old', versions: 0 },
    ],
    same: 1,
    deleted: 2,
    open: 1,
    losses,
  });
  t.match(text, /^imported 2 runs from mlruns\n {2}one \(.{8}\)\n/);
  for (const line of [
    'brought the rest of 1 run',
    'created experiment digits',
    'brought 2 versions of registered model net',
    'brought what has changed of registered model old',
    '1 run was here already',
    '2 runs were here, and deleted',
    '1 run had no end there',
    '1 thing could not be taken as it is:',
    '  1/x/meta.yaml makes no sense',
  ])
    t.match(text, line);
  t.notMatch(text, '\x1b');
});

t.test('of many runs some are named', async t => {
  const text = printImport({ ...nothing, dryRun: true, runs: Array.from({ length: 12 }, () => run('x')) });
  t.match(text, /^would import 12 runs/);
  t.match(text, /and 2 more\n$/);
});

t.test('an export says of how many registered models it wrote something', async t => {
  const report = { to: 'out', dryRun: true, experiments: 1, runs: 0, models: 2, same: 0, losses: [] };
  t.equal(
    printExport(report),
    'would write 0 runs of 1 experiment into out\nwould write 2 registered models\n',
  );
});

t.test('an export says where it went', async t => {
  const losses = [
    { path: 'a', why: 'b' },
    { path: 'c', why: 'd' },
  ];
  t.equal(
    printExport({ to: 'out', dryRun: false, experiments: 1, runs: 2, same: 1, losses }),
    'wrote 2 runs of 1 experiment into out\n1 run was there already\n2 things could not be taken as they are:\n  a b\n  c d\n',
  );
});
