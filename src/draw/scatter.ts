/** A column against another, a point a run → options of ECharts. */
import type { EChartsCoreOption } from 'echarts/core';
import { type Column, isNumeric, textsOf } from '../view/figure/column.ts';
import type { ScatterFigure } from '../view/figure/figure.ts';
import { groupsOf } from '../view/figure/groups.ts';
import { axisOf, endsOf } from './axis.ts';
import { frameOf, legendOf, roomOf, titleOf } from './frame.ts';
import { colourOf } from './look.ts';
import { isScale, scaleBar, scaledColours } from './scale-bar.ts';
import type { Stage } from './stage.ts';

/** Marks differ, so that groups are told apart without colours. */
const SYMBOLS = [
  'circle',
  'triangle',
  'rect',
  'diamond',
  'emptyCircle',
  'emptyTriangle',
  'emptyRect',
] as const;

/** A point for each run that has both; `name` of a datum is its run's. */
export function scatterOption(figure: ScatterFigure, stage: Stage): EChartsCoreOption {
  const { look } = stage;
  const { x, y, colour, logX, logY } = figure;
  const groups = colour === undefined || isScale(colour) ? undefined : groupsOf(colour);
  const room =
    groups === undefined ? roomOf([], stage) : roomOf(groups.labels, { ...stage, isPicture: true });
  const bar = colour !== undefined && isScale(colour) ? scaleBar(colour, 2, stage) : undefined;
  const size = bar === undefined ? room.size : 84;
  const shades = colour && isScale(colour) ? scaledColours(colour) : [];
  const data = figure.runs.flatMap((name, at) => {
    const place = [placeOf(x, at, logX), placeOf(y, at, logY)];
    if (place.includes(undefined)) return [];
    return [{ name, value: [...place, shades[at] ?? '-'], group: groups?.of[at] }];
  });
  const parts =
    groups === undefined
      ? [{ name: y.name, of: 0, data }]
      : [
          ...groups.labels.map((name, of) => ({ name, of, data: data.filter(({ group }) => group === of) })),
          { name: '', of: 6, data: data.filter(({ group }) => group === undefined) },
        ];
  return {
    ...frameOf(stage, { isBelow: room.isBelow, size }),
    ...(stage.isPicture ? { title: titleOf(y.name, noteOf(figure), look) } : {}),
    ...(groups === undefined ? {} : { legend: legendOf(room, stage) }),
    ...(bar === undefined ? {} : { visualMap: bar }),
    xAxis: axisOf({ name: x.name, look, side: 'x', log: logX, ...placesOf(x, logX) }),
    yAxis: axisOf({ name: '', look, side: 'y', log: logY, ...placesOf(y, logY) }),
    series: parts.map(({ name, of, data }) => ({
      type: 'scatter',
      name,
      data,
      symbol: SYMBOLS[of % SYMBOLS.length],
      symbolSize: 10,
      emphasis: { disabled: stage.isPicture },
      itemStyle: {
        opacity: 0.85,
        borderColor: look.back,
        borderWidth: 1,
        ...(bar === undefined ? { color: colourOf(look, of) } : {}),
      },
    })),
  };
}

function noteOf({ x, colour }: ScatterFigure): string {
  return `against ${x.name}${colour === undefined ? '' : `, coloured by ${colour.name}`}`;
}

function placeOf({ values }: Column, at: number, log: boolean): number | string | undefined {
  const value = values[at];
  if (typeof value !== 'number') return value;
  return Math.abs(value) < 1e300 && (!log || value > 0) ? value : undefined;
}

/** No point lies on the rim. */
function placesOf(column: Column, log: boolean) {
  if (!isNumeric(column)) return { texts: textsOf(column), log: false };
  const ends = endsOf(column.values, { log, margin: 0.05 });
  return ends === undefined ? {} : { ends };
}
