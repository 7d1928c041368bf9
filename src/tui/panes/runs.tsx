/** The list of runs. */
import { useBest } from '../hooks/use-best.ts';
import { Region } from '../surface/region.tsx';
import { emptyLines } from './empty-view.ts';
import type { PaneComponent } from './pane.ts';
import { runsView } from './runs-view.ts';

export const RunsPane: PaneComponent = ({ app, body, theme, desk, send }) => {
  const { runs, focus } = app;
  useBest(runs, send);
  const size = { width: body.width, height: body.height, hasFocus: focus === 'runs' };
  const clock = { now: desk.now(), zone: desk.zone };
  const lines =
    runs.shown.length === 0 ? emptyLines(runs, size.width, theme) : runsView(runs, size, theme, clock);
  return <Region name="runs" rect={body} lines={lines} />;
};
