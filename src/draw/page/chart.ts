/** A chart on the page: drawn when it comes into sight, and again when something has changed. */
import { BarChart, LineChart, ParallelChart, ScatterChart } from 'echarts/charts';
import {
  DataZoomInsideComponent,
  GridComponent,
  LegendPlainComponent,
  ParallelComponent,
  TooltipComponent,
  VisualMapContinuousComponent,
} from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { Stage } from '../stage.ts';
import { element } from './elements.ts';
import type { State } from './state.ts';

use([
  BarChart,
  CanvasRenderer,
  DataZoomInsideComponent,
  GridComponent,
  LegendPlainComponent,
  LineChart,
  ParallelChart,
  ParallelComponent,
  ScatterChart,
  TooltipComponent,
  VisualMapContinuousComponent,
]);

export interface Chart {
  readonly box: HTMLElement;
  /** Draws it anew, now or when it is seen. */
  refresh(): void;
}

export interface ChartHooks {
  option(stage: Stage): EChartsCoreOption;
  /** Called before it is drawn. */
  prepare?(box: HTMLElement): void;
  /** Called once, when it is first drawn. */
  onOpen?(chart: EChartsType, box: HTMLElement): void;
}

/** Makes a chart, with an accessible name. */
export function openChart(state: State, name: string, { option, prepare, onOpen }: ChartHooks): Chart {
  const box = element('div', { class: 'chart', role: 'img', 'aria-label': name });
  let chart: EChartsType | undefined;
  let [isSeen, isStale] = [false, true];
  const draw = () => {
    if (!isSeen || !isStale || box.clientWidth === 0) return;
    isStale = false;
    prepare?.(box);
    if (chart === undefined) {
      chart = init(box, null, { renderer: 'canvas' });
      onOpen?.(chart, box);
    } else {
      chart.resize();
    }
    const { clientWidth: width, clientHeight: height } = box;
    const stage: Stage = { width, height, look: state.choice.look, isPicture: false };
    chart.setOption(option(stage), { notMerge: true });
  };
  const refresh = () => {
    isStale = true;
    draw();
  };
  new IntersectionObserver(entries => {
    isSeen = entries.at(-1)?.isIntersecting ?? false;
    draw();
  }).observe(box);
  let width = 0;
  new ResizeObserver(() => {
    if (box.clientWidth !== width) refresh();
    width = box.clientWidth;
  }).observe(box);
  state.listen(refresh);
  return { box, refresh };
}
