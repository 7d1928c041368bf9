/** How often which values are there → options of ECharts. */
import type { EChartsCoreOption } from 'echarts/core';
import { type Bin, binsOf, countTexts } from '../view/figure/bins.ts';
import { type Column, isNumeric, isWide } from '../view/figure/column.ts';
import type { HistogramFigure } from '../view/figure/figure.ts';
import { axisOf } from './axis.ts';
import { frameOf, titleOf } from './frame.ts';
import { colourOf } from './look.ts';
import type { Stage } from './stage.ts';
import { printTick } from './ticks.ts';

/** Bars; `name` of a datum is what it counts. */
export function histogramOption({ column }: HistogramFigure, stage: Stage): EChartsCoreOption {
  const { look } = stage;
  const bins = isNumeric(column) ? binsOf(column) : undefined;
  const bars =
    bins?.map(({ from, to, count }) => ({ name: `${printTick(from)} – ${printTick(to)}`, value: count })) ??
    countTexts(column).map(({ text, count }) => ({ name: text, value: count }));
  const total = bars.reduce((sum, { value }) => sum + value, 0);
  const names = axisOf({ name: column.name, look, side: 'x', texts: bars.map(({ name }) => name) });
  const counts = axisOf({ name: '', look, side: 'y' });
  return {
    ...frameOf(stage, { isBelow: false, size: 0 }),
    ...(stage.isPicture ? { title: titleOf(column.name, `of ${total} runs`, look) } : {}),
    // Bars stand on an axis of names; below them is one of numbers, whose ticks are their limits.
    xAxis: bins === undefined ? names : [{ ...names, show: false }, limitsOf(column, bins, look)],
    yAxis: { ...counts, scale: false, minInterval: 1 },
    series: [
      {
        type: 'bar',
        data: bars,
        barCategoryGap: bins === undefined ? '30%' : '4%',
        ...(bins === undefined ? { barMaxWidth: 90 } : {}),
        itemStyle: { color: colourOf(look, 0), opacity: 0.85, borderRadius: [2, 2, 0, 0] },
        emphasis: { disabled: true },
      },
    ],
  };
}

function limitsOf(column: Column, bins: readonly Bin[], look: Stage['look']) {
  const isLog = isWide(column);
  const place = (value: number) => (isLog ? Math.log10(value) : value);
  const base = axisOf({ name: column.name, look, side: 'x' });
  const ends = [bins[0]?.from, ...bins.map(({ to }) => to)].map(end => place(end as number));
  const every = Math.ceil(ends.length / 8);
  const shown = ends.filter((_, at) => at % every === 0);
  const print = (value: number) => printTick(isLog ? Number((10 ** value).toPrecision(3)) : value);
  return {
    ...base,
    position: 'bottom' as const,
    min: ends[0],
    max: ends.at(-1),
    axisLabel: { ...base.axisLabel, formatter: print, customValues: shown },
    axisTick: { ...base.axisTick, customValues: shown },
  };
}
