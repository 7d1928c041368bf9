import t from 'tap';
import { nothingToDraw } from '../../../src/tui/panes/metrics-nothing.ts';
import { NO_METRICS, reduceMetrics } from '../../../src/tui/state/metrics.ts';
import { unstyled } from '../../../src/view/style.ts';
import { curvesState } from '../../support/tui-curves.ts';
import { PLAIN_THEME } from '../../support/tui-state.ts';

const said = (state: typeof NO_METRICS, width = 80) =>
  nothingToDraw(state, width, PLAIN_THEME)
    ?.map(line => unstyled(line).trim())
    .join(' ')
    .trim();

t.test('who has no metrics learns how to log one', async t => {
  t.match(said(curvesState([{}])), /^a has no metrics\. .*git run metric loss=0\.31/);
  t.match(said(curvesState([{}, {}])), /^These runs have no metrics\./);
});

t.test('what is missing is said', async t => {
  t.equal(said(NO_METRICS), 'reading …');
  t.equal(said(curvesState([])), 'There is no run to draw.');
  t.equal(
    said(reduceMetrics(curvesState([{ a: [1] }]), { kind: 'search', text: 'b\x1b' })),
    'No metric matches b\\u{1b}.',
  );
  t.equal(said(reduceMetrics(NO_METRICS, { kind: 'failed', trouble: 'it is gone' })), 'it is gone');
});

t.test('where there is something nothing is said, even if not all could be read', async t => {
  const state = curvesState([{ loss: [1] }]);
  t.equal(said(state), undefined);
  t.equal(said(reduceMetrics(state, { kind: 'failed', trouble: 'it is gone' })), undefined);
});

t.test('it is cut to the width', async t => {
  t.ok((nothingToDraw(curvesState([{}]), 20, PLAIN_THEME) ?? []).every(line => line.length <= 20));
});
