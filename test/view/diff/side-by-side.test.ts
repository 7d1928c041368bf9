import t from 'tap';
import { betterByName } from '../../../src/query/direction.ts';
import { type Side, sideOfRow } from '../../../src/query/side.ts';
import { sideBySide } from '../../../src/query/side-by-side.ts';
import { paramOfText } from '../../../src/run/param.ts';
import { type SideBySideView, sideBySideBlocks } from '../../../src/view/diff/side-by-side.ts';
import { sheetMarkdown } from '../../../src/view/sheet/sheet-markdown.ts';
import { sheetText } from '../../../src/view/sheet/sheet-text.ts';
import { styles } from '../../../src/view/style.ts';
import { idAt, NOW, sampleRow } from '../../support/run-rows.ts';

const summary = (last: number) => ({ last, min: last, max: last, count: 1, step: 0 });
const side = (name: string, lr: string, acc: number | undefined): Side => ({
  ...sideOfRow(sampleRow({ id: idAt(NOW, name), name })),
  params: { lr: paramOfText(lr, { kind: 'option' }), n: paramOfText('1', { kind: 'option' }) },
  metrics: acc === undefined ? {} : { acc: summary(acc) },
});
const sides = [side('one', '0.1', 0.5), side('two', '1e-2', 0.75), side('three', '0.1', undefined)];
const options = { directionOf: betterByName, sections: ['outcome', 'params', 'metrics'] as const };
const rows = sideBySide(sides, options);
const printed = (view: SideBySideView) =>
  sheetText(sideBySideBlocks(sides, rows, view), { style: styles(false), width: view.width });

t.test('runs are columns, what differs is shown, the best is marked', async t => {
  t.equal(
    printed({ width: 80 }),
    [
      '              one       two     three',
      'id       00000one  00000two  000three',
      'Params',
      'lr            0.1      1e-2       0.1',
      'Metrics',
      'acc           0.5     *0.75         –',
      'best: highest acc',
      'status, duration, host, 1 param are the same in all',
      '',
    ].join('\n'),
  );
  t.match(printed({ width: 80, all: true }), /\nn +1 +1 +1\n/);
  t.match(sheetMarkdown(sideBySideBlocks(sides, rows, {})), '| **0.75** |');
});

t.test('what differs stands before what is the same', async t => {
  const text = printed({ width: 80, all: true });
  t.match(text, /\nParams\nlr .*\nn .*\nMetrics\n/);
  t.match(text, /\nOutcome\n/);
});

t.test('the first one may be what the others are measured by', async t => {
  t.match(
    printed({ width: 80, hasBaseline: true }),
    [
      '              one       two     three',
      'id       00000one  00000two  000three',
      '         baseline',
      'Params',
      'lr            0.1      1e-2       0.1',
      'Metrics',
      'acc           0.5     *0.75         –',
      '                      +0.25',
      'best: highest acc',
    ].join('\n'),
  );
  const same = sides.slice(0, 1).concat(sides.slice(0, 1));
  const blocks = sideBySideBlocks(same, sideBySide(same, options), { hasBaseline: true, all: true });
  t.notMatch(sheetText(blocks, { style: styles(false) }), '+');
});

t.test('where they do not fit, or are asked to, they are rows', async t => {
  const asRows = [
    'id        name     lr    acc',
    '00000one  one     0.1    0.5',
    '00000two  two    1e-2  *0.75',
    '000three  three   0.1      –',
    '',
  ].join('\n');
  t.match(printed({ width: 30 }), asRows);
  t.match(printed({ asRows: true }), asRows);
  const many = Array.from({ length: 12 }, (_, at) => side(`run${at}`, `${at}`, at));
  const text = sheetText(sideBySideBlocks(many, sideBySide(many, options), {}), { style: styles(false) });
  t.match(text, /^id +name +lr +acc\n/);
});

t.test('a param and a metric of one name are told apart', async t => {
  const twin = (value: string): Side => ({
    ...side('a', '1', Number(value)),
    params: { acc: paramOfText(value, { kind: 'option' }) },
  });
  const pair = [twin('1'), twin('2')];
  const [table] = sideBySideBlocks(pair, sideBySide(pair, options), { asRows: true });
  t.match(table, { columns: [{}, {}, { title: 'params.acc' }, { title: 'metrics.acc' }] });
});
