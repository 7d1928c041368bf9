/** A line through all axes for each run → options of ECharts. */
import type { EChartsCoreOption } from 'echarts/core';
import { type Column, isNumeric, isWide, textsOf } from '../view/figure/column.ts';
import type { ParallelFigure } from '../view/figure/figure.ts';
import { groupsOf } from '../view/figure/groups.ts';
import { axisOf, endsOf } from './axis.ts';
import { frameOf, legendOf, roomOf, titleOf } from './frame.ts';
import { colourOf } from './look.ts';
import { isScale, scaleBar, scaledColours } from './scale-bar.ts';
import { isNarrow, type Stage } from './stage.ts';

/** Parallel coordinates, lying where the stage is narrow; `name` of a datum is its run's. */
export function parallelOption(figure: ParallelFigure, stage: Stage): EChartsCoreOption {
  const { look } = stage;
  const { axes, colour } = figure;
  const groups = colour === undefined || isScale(colour) ? undefined : groupsOf(colour);
  const room = roomOf(groups?.labels ?? [], { ...stage, isPicture: true });
  const shades = colour && isScale(colour) ? scaledColours(colour) : [];
  const bar = colour && isScale(colour) ? scaleBar(colour, axes.length, stage) : undefined;
  const lies = isNarrow(stage);
  const size = bar === undefined ? room.size : 84;
  const lines = figure.runs.map((name, at) => ({
    name,
    value: [...axes.map(axis => placeOf(axis, at)), shades[at] ?? '-'],
    group: groups?.of[at] ?? (groups === undefined ? 0 : undefined),
  }));
  const parts = [
    ...(groups?.labels ?? ['']).map((name, of) => ({
      name,
      of,
      data: lines.filter(({ group }) => group === of),
    })),
    { name: '', of: 6, data: lines.filter(({ group }) => group === undefined) },
  ];
  const { grid: _, ...shared } = frameOf(stage, room);
  return {
    ...shared,
    ...(stage.isPicture ? { title: titleOf('Runs', noteOf(figure), look) } : {}),
    ...(groups === undefined ? {} : { legend: legendOf(room, stage) }),
    ...(bar === undefined ? {} : { visualMap: bar }),
    parallel: {
      layout: lies ? 'vertical' : 'horizontal',
      left: lies ? 30 : 60,
      right: (lies ? 30 : 60) + (room.isBelow && bar === undefined ? 0 : size),
      top: (stage.isPicture ? 96 : 44) + (lies ? 12 : 0),
      bottom: 24 + (room.isBelow && bar === undefined ? size : 0),
    },
    parallelAxis: axes.map((axis, dim) => parallelAxis(axis, dim, { stage, count: axes.length })),
    series: parts.map(({ name, of, data }) => ({
      type: 'parallel',
      name,
      data,
      smooth: 0.15,
      lineStyle: { width: 1.5, opacity: 0.75, ...(bar === undefined ? { color: colourOf(look, of) } : {}) },
      itemStyle: { color: colourOf(look, of) },
      emphasis: stage.isPicture ? { disabled: true } : { lineStyle: { width: 3, opacity: 1 } },
    })),
  };
}

function noteOf({ runs, colour }: ParallelFigure): string {
  return `${runs.length}${colour === undefined ? '' : `, coloured by ${colour.name}`}`;
}

function placeOf(column: Column, at: number): number | string {
  const value = column.values[at];
  if (typeof value !== 'number') return value ?? '-';
  return Math.abs(value) < 1e300 ? value : '-';
}

interface Place {
  readonly stage: Stage;
  readonly count: number;
}

function parallelAxis(column: Column, dim: number, { stage, count }: Place) {
  const { look, width } = stage;
  const lies = isNarrow(stage);
  const log = isWide(column);
  const ends = log ? endsOf(column.values, { log, margin: 0.02 }) : undefined;
  const texts = isNumeric(column) ? {} : { texts: textsOf(column) };
  const base = axisOf({
    name: column.name,
    look,
    side: 'y',
    log,
    ...texts,
    ...(ends === undefined ? {} : { ends }),
  });
  // Lines go below what is to be read.
  const cleared = { backgroundColor: `${look.back}c0`, padding: [1, 3] };
  return {
    ...base,
    dim,
    nameLocation: lies ? ('start' as const) : ('end' as const),
    nameGap: lies ? 0 : 14,
    nameTextStyle: lies
      ? {
          ...base.nameTextStyle,
          color: look.text,
          align: 'left' as const,
          verticalAlign: 'bottom' as const,
        }
      : { ...base.nameTextStyle, color: look.text, align: 'center' as const },
    axisLabel: { ...base.axisLabel, ...cleared },
    nameTruncate: {
      maxWidth: lies ? width - 60 : Math.max(60, (width - 120) / Math.max(1, count - 1) - 8),
      ellipsis: '…',
    },
    axisLine: { show: true, lineStyle: { color: look.axis, width: 1.5 } },
    axisTick: { show: true, lineStyle: { color: look.axis } },
    splitLine: { show: false },
  };
}
