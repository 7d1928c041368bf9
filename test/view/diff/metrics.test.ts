import t from 'tap';
import { diffSides } from '../../../src/query/diff.ts';
import { sideOfRow } from '../../../src/query/side.ts';
import type { MetricSummary } from '../../../src/run/metric.ts';
import { metricBlocks } from '../../../src/view/diff/metrics.ts';
import { sheetText } from '../../../src/view/sheet/sheet-text.ts';
import { styles } from '../../../src/view/style.ts';
import { sampleRow } from '../../support/run-rows.ts';

const summary = (last: number, min = last): MetricSummary => ({ last, min, max: last, count: 1, step: 0 });

function printed(a: Record<string, MetricSummary>, b: Record<string, MetricSummary>, width?: number): string {
  const base = sideOfRow(sampleRow());
  const { metrics = [] } = diffSides(
    { ...base, metrics: a },
    { ...base, metrics: b },
    { directionOf: () => 'max' },
  );
  return sheetText(metricBlocks(metrics, ['then', 'now']), { style: styles(false), width });
}

t.test('before, after, by how much, and whether that is better', async t => {
  t.equal(
    printed(
      { acc: summary(0.5), gone: summary(1), same: summary(1), zero: summary(0), part: summary(1, 0) },
      { acc: summary(0.75), same: summary(1), zero: summary(-1), part: summary(1, 0.5) },
    ),
    [
      'Metrics',
      '  metric    then   now  difference',
      '  acc        0.5  0.75       +0.25  +50.0 %  better',
      '  gone         1     –',
      '  part.min     0   0.5',
      '  zero         0    -1          -1           worse',
      '',
    ].join('\n'),
  );
});

t.test('where nothing differs there is nothing', async t => {
  t.equal(printed({ acc: summary(1) }, { acc: summary(1) }), '');
});

t.test('where there is little room, whether it is better is done without last', async t => {
  const text = printed({ accuracy: summary(0.5) }, { accuracy: summary(0.75) }, 36);
  t.match(text, /0\.5 {2}0\.75 {2}better\n {2}no room for 2 columns: difference\n/);
});
