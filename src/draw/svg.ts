/** Figures → SVG, by ECharts, with no browser: https://echarts.apache.org/handbook/en/how-to/cross-platform/server/ */
import { BarChart, LineChart, ParallelChart, ScatterChart } from 'echarts/charts';
import {
  GridComponent,
  LegendPlainComponent,
  ParallelComponent,
  TitleComponent,
  VisualMapContinuousComponent,
} from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { seenPoints } from '../view/chart/decimate.ts';
import { scaleOf } from '../view/chart/scale.ts';
import { smooth } from '../view/chart/smooth.ts';
import type { CurvesFigure, Figure } from '../view/figure/figure.ts';
import { sanitise } from '../view/sanitise.ts';
import { type CurveLine, curvesOption } from './curves.ts';
import { histogramOption } from './histogram.ts';
import { LOOKS, type Theme } from './look.ts';
import { parallelOption } from './parallel.ts';
import { scatterOption } from './scatter.ts';
import type { Stage } from './stage.ts';

use([
  BarChart,
  GridComponent,
  LegendPlainComponent,
  LineChart,
  ParallelChart,
  ParallelComponent,
  ScatterChart,
  SVGRenderer,
  TitleComponent,
  VisualMapContinuousComponent,
]);

/** Pixels of each figure. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  readonly theme?: Theme;
}

/** Draws figures, one below the other, as one SVG: text is text, and nothing in it moves or runs. */
export function svgOf(figures: readonly Figure[], { width, height, theme = 'light' }: PictureSize): string {
  const stage: Stage = { width, height, look: LOOKS[theme], isPicture: true };
  const drawn = figures.map(figure => draw(optionOf(figure, stage), stage));
  if (drawn.length === 1) return `${drawn[0]}\n`;
  const all = height * drawn.length;
  const placed = drawn.map((svg, at) => svg.replace('<svg ', `<svg y="${at * height}" `));
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${all}" viewBox="0 0 ${width} ${all}">`;
  return `${open}\n${placed.join('\n')}\n</svg>\n`;
}

function draw(option: EChartsCoreOption, { width, height }: Stage): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption(option);
    return chart.renderToSVGString();
  } finally {
    chart.dispose();
  }
}

function optionOf(figure: Figure, stage: Stage): EChartsCoreOption {
  switch (figure.kind) {
    case 'curves':
      return curvesOption(
        { ...figure, title: sanitise(figure.metric), lines: linesOf(figure, stage) },
        stage,
      );
    case 'scatter':
      return scatterOption(figure, stage);
    case 'parallel':
      return parallelOption(figure, stage);
    case 'histogram':
      return histogramOption(figure, stage);
  }
}

/** Of each column of pixels what is seen, and smoothed curves over the raw ones. */
function linesOf(figure: CurvesFigure, { width }: Stage): CurveLine[] {
  const column = columnsOf(figure, width);
  const isSmooth = figure.smoothing > 0;
  const line = (index: number, y: ArrayLike<number>, isFaint: boolean): CurveLine => {
    const { run, x } = figure.series[index] as CurvesFigure['series'][number];
    const seen = seenPoints({ x, y }, column);
    return {
      name: sanitise(run),
      of: index,
      x: seen.map(at => x[at] as number),
      y: seen.map(at => y[at] as number),
      isFaint,
    };
  };
  const raw = figure.series.map(({ y }, index) => line(index, y, isSmooth));
  if (!isSmooth) return raw;
  return [...raw, ...figure.series.map(({ y }, index) => line(index, smooth(y, figure.smoothing), false))];
}

function columnsOf({ series, logX }: CurvesFigure, width: number): (x: number) => number {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { x } of series) {
    for (let at = 0; at < x.length; at++) {
      const value = x[at] as number;
      if (logX && value <= 0) continue;
      if (value < from) from = value;
      if (value > to) to = value;
    }
  }
  const scale = scaleOf(from, to, { log: logX });
  return x => Math.round(scale.place(x) * width);
}
