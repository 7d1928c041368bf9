import t from 'tap';
import { diffSides } from '../../../src/query/diff.ts';
import { type Side, sideOfRow } from '../../../src/query/side.ts';
import { paramOfText } from '../../../src/run/param.ts';
import { runDiffBlocks, titlesOf } from '../../../src/view/diff/run-diff.ts';
import { sheetMarkdown } from '../../../src/view/sheet/sheet-markdown.ts';
import { sheetText } from '../../../src/view/sheet/sheet-text.ts';
import { styles } from '../../../src/view/style.ts';
import { idAt, NOW, sampleRow } from '../../support/run-rows.ts';

const clock = { now: NOW, zone: () => 0 };
const artifact = (sha256: string) => [{ path: 'model.pt', size: 7, sha256 }];
const a: Side = {
  ...sideOfRow(sampleRow()),
  environment: { os: { id: 'debian' }, python: { packages: [{ name: 'numpy', version: '1.0' }] } },
  inputs: [{ path: 'data.csv', size: 10, method: 'stat', modified: '2026-01-01', declared: 'argv' }],
  artifacts: artifact('a'.repeat(64)),
};
const b: Side = {
  ...sideOfRow(
    sampleRow({ id: idAt(NOW, 'other'), name: 'big-batch', outcome: { status: 'failed', exitCode: 1 } }),
  ),
  command: {
    ...(a.command as NonNullable<Side['command']>),
    argv: ['python', 'train.py', 'a b'],
    cwd: 'sub',
  },
  params: { lr: paramOfText('"x"', { kind: 'option' }) },
  environment: { os: { id: 'alpine' }, python: { packages: [{ name: 'numpy', version: '2.0' }] } },
  inputs: [{ path: 'data.csv', size: 10, sha256: 'c'.repeat(64), method: 'sha256', declared: 'argv' }],
  artifacts: artifact('b'.repeat(64)),
};
const diff = diffSides(a, b, { directionOf: () => 'max' });

t.test('differences stand section by section, then what is the same', async t => {
  t.equal(
    sheetText(runDiffBlocks(diff, { ...clock, isLive: true }), { style: styles(false) }),
    [
      '-  swift-otter  7v8xk2qp  finished  13s  1 h ago',
      '+  big-batch    000other  failed 1  13s  1 h ago',
      '',
      'Outcome',
      '          swift-otter  big-batch',
      '  status  finished     failed 1',
      '',
      'Command',
      '  - python train.py --lr 0.10  (in .)',
      "  + python train.py 'a b'  (in sub)",
      '',
      'Params',
      '  param  swift-otter  big-batch',
      '  lr     0.10         "\\"x\\""',
      '',
      'Environment',
      '  fact   swift-otter  big-batch',
      '  os.id  debian       alpine',
      '',
      'Packages',
      '  package  swift-otter  big-batch',
      '  numpy    1.0          2.0',
      '',
      'Inputs',
      '  input     swift-otter         big-batch',
      '  data.csv  10 B of 2026-01-01  10 B cccccccc',
      '',
      'Artifacts',
      '  artifact  swift-otter   big-batch',
      '  model.pt  7 B aaaaaaaa  7 B bbbbbbbb',
      '',
      'The same',
      '  host, 1 metric, code',
      '',
    ].join('\n'),
  );
});

t.test('a document tells times that stay true', async t => {
  const text = sheetMarkdown(runDiffBlocks(diff, { ...clock, isLive: false }));
  t.match(text, '| **swift-otter** |');
  t.match(text, '| 2026-11-02 13:00:00 +0000 |');
  t.notMatch(text, 'ago');
});

t.test('columns bear the names of both, or what tells them apart', async t => {
  t.same(titlesOf(a, b), ['swift-otter', 'big-batch']);
  t.same(titlesOf(a, { ...b, name: a.name }), ['7v8xk2qp', '000other']);
});
