/** In the curves. */
import type { Binding } from './binding.ts';

export const metricsKeys = [
  { action: 'zoom-in', scope: 'metrics', keys: ['+'], does: 'a shorter stretch of the curves', hint: 'zoom' },
  { action: 'zoom-out', scope: 'metrics', keys: ['-'], does: 'a longer stretch' },
  { action: 'pan-left', scope: 'metrics', keys: ['<'], does: 'the stretch before' },
  { action: 'pan-right', scope: 'metrics', keys: ['>'], does: 'the stretch behind' },
  { action: 'zoom-reset', scope: 'metrics', keys: ['0'], does: 'all of the curves' },
  { action: 'next-metric', scope: 'metrics', keys: [']'], does: 'the next metric', hint: 'next' },
  { action: 'previous-metric', scope: 'metrics', keys: ['['], does: 'the metric before' },
  {
    action: 'one-metric',
    scope: 'metrics',
    keys: ['enter'],
    does: 'one metric over the whole pane; again: several',
    hint: 'one/several',
  },
  {
    action: 'x-axis',
    scope: 'metrics',
    keys: ['x'],
    does: 'over step, time of its own, or time',
    hint: 'x axis',
  },
  { action: 'log-y', scope: 'metrics', keys: ['L'], does: 'a logarithmic vertical axis' },
  { action: 'log-x', scope: 'metrics', keys: ['X'], does: 'a logarithmic horizontal axis' },
  { action: 'smoother', scope: 'metrics', keys: ['m'], does: 'smooth more', hint: 'smooth' },
  { action: 'rougher', scope: 'metrics', keys: ['M'], does: 'smooth less' },
  {
    action: 'hide-curve',
    scope: 'metrics',
    keys: ['space'],
    does: 'hide the curve of the legend under the cursor',
  },
  { action: 'solo-curve', scope: 'metrics', keys: ['o'], does: 'show it alone' },
] as const satisfies readonly Binding[];
