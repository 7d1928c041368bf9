import t from 'tap';
import { diffSides } from '../../../src/query/diff.ts';
import { type Side, sideOfRow } from '../../../src/query/side.ts';
import { printRunDiffCsv } from '../../../src/view/diff/run-diff-csv.ts';
import { sampleRow } from '../../support/run-rows.ts';

t.test('a line a key, for other programs', async t => {
  const a: Side = { ...sideOfRow(sampleRow()), artifacts: [{ path: 'm', size: 1, sha256: 'aa' }] };
  const acc = { last: 0.5, min: 0.5, max: 0.5, count: 1, step: 0 };
  const b: Side = { ...a, metrics: { acc }, artifacts: [] };
  const sections = ['command', 'params', 'metrics', 'code', 'artifacts'] as const;
  const diff = diffSides({ ...a, metrics: { acc: { ...acc, last: 0.25 } } }, b, {
    directionOf: () => 'max',
    sections,
  });
  t.equal(
    printRunDiffCsv(diff, {
      files: [
        { path: 'new.py', from: 'old.py', state: 'renamed' },
        { path: 'x', state: 'added' },
      ],
    }),
    [
      'section,key,state,a,b,difference,relative,better',
      'command,,same,python train.py --lr 0.10,python train.py --lr 0.10,,,',
      'params,lr,same,0.1,0.1,,,',
      'metrics,acc,changed,0.25,0.5,0.25,1,b',
      'code,,same,4f1c2a9b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f,4f1c2a9b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f,,,',
      'code,new.py,renamed,old.py,new.py,,,',
      'code,x,added,,x,,,',
      'artifacts,m,removed,aa,,,,',
      '',
    ].join('\r\n'),
  );
});
