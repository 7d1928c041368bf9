/** The sign and the colour of a run's curve: by the sign alone it is told from all others. */

import type { RunId } from '../../run/run-id.ts';
import type { Paint } from '../../view/style.ts';
import type { CurveData } from '../state/metrics.ts';
import type { Theme } from '../theme.ts';

/** As many as curves are shown at most. */
const SIGNS = ['●', '■', '▲', '◆', '▼', '★', '○', '□', '△', '◇', '▽', '☆'] as const;

export interface RunSign {
  readonly sign: string;
  readonly paint: Paint;
}

/** Those of a run that is shown. */
export function signOf({ slots }: Pick<CurveData, 'slots'>, id: RunId, { series }: Theme): RunSign {
  const slot = slots.get(id) ?? 0;
  return {
    sign: SIGNS[slot % SIGNS.length] ?? '●',
    paint: series[slot % series.length] ?? (text => text),
  };
}
