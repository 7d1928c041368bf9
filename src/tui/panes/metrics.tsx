/** The curves of the runs that are marked, pinned, or under the cursor. */
import { useMemo } from 'react';
import { useCurves } from '../hooks/use-curves.ts';
import { Region } from '../surface/region.tsx';
import { chartsOf } from './metrics-charts.ts';
import { metricsView } from './metrics-view.ts';
import type { PaneComponent } from './pane.ts';

export const MetricsPane: PaneComponent = ({ app, body, theme, desk, send }) => {
  const { metrics: state, runs, focus } = app;
  const { data, look } = state;
  const { directions } = runs;
  const { width, height } = body;
  const hasFocus = focus === 'metrics';
  useCurves({ runs, state, width, height, desk, send });
  const charts = useMemo(() => chartsOf({ data, look }, { width, height }), [data, look, width, height]);
  const lines = useMemo(
    () => metricsView(charts, { width, height, hasFocus }, { state, theme, directions }),
    [charts, width, height, hasFocus, state, theme, directions],
  );
  return <Region name="metrics" rect={body} lines={lines} />;
};
