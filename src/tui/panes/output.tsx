/** What a run printed. */
import { useLog } from '../hooks/use-log.ts';
import { currentRun } from '../state/runs.ts';
import { Region } from '../surface/region.tsx';
import { outputView } from './output-view.ts';
import type { PaneComponent } from './pane.ts';

export const OutputPane: PaneComponent = ({ app, body, theme, desk, send }) => {
  const id = currentRun(app.runs)?.id;
  useLog({ id, refreshed: app.refreshed, output: app.output, desk, send });
  return <Region name="output" rect={body} lines={outputView(app.output, body, theme)} />;
};
