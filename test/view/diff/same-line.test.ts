import t from 'tap';
import { diffSides } from '../../../src/query/diff.ts';
import { type Side, sideOfRow } from '../../../src/query/side.ts';
import { sameLine } from '../../../src/view/diff/same-line.ts';
import { sheetText } from '../../../src/view/sheet/sheet-text.ts';
import { styles } from '../../../src/view/style.ts';
import { liveRow, sampleRow } from '../../support/run-rows.ts';

const base: Side = { ...sideOfRow(sampleRow()), environment: { os: { id: 'x' } }, inputs: [], artifacts: [] };
const printed = (a: Side, b: Side) =>
  sheetText(sameLine(diffSides(a, b, { directionOf: () => 'max' })), { style: styles(false) });

t.test('what is the same is a line', async t => {
  t.equal(
    printed(base, base),
    'The same\n  host, status, command, 1 param, 1 metric, code, 1 fact of the environment\n',
  );
  t.match(printed(base, { ...base, params: {} }), /command, 1 metric, code/);
});

t.test('what was not compared is said, and why', async t => {
  const now: Side = { name: 'work tree', params: base.params ?? {}, environment: {}, inputs: [] };
  t.match(
    printed(base, now),
    '  not compared: outcome, command, metrics, code, artifacts (the work tree has none)\n',
  );
  t.match(printed(base, sideOfRow(liveRow())), /not compared: .*metrics.* \(calm-heron is still going\)/);
  t.match(printed(sideOfRow(liveRow()), base), /^The same\n {2}nothing\n/);
});
