/** The panes, a line each. */
import type { PaneName } from './pane-names.ts';
import { ArtifactsPane } from './panes/artifacts.tsx';
import { docPane } from './panes/doc.tsx';
import { MetricsPane } from './panes/metrics.tsx';
import { OutputPane } from './panes/output.tsx';
import type { PaneComponent } from './panes/pane.ts';
import { RemotePane } from './panes/remote.tsx';
import { RunsPane } from './panes/runs.tsx';

export const panes: Readonly<Record<PaneName, PaneComponent>> = {
  runs: RunsPane,
  detail: docPane('detail'),
  metrics: MetricsPane,
  compare: docPane('compare'),
  diff: docPane('diff'),
  artifacts: ArtifactsPane,
  output: OutputPane,
  lineage: docPane('lineage'),
  remote: RemotePane,
};
