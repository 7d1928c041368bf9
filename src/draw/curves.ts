/** Curves → options of ECharts: https://echarts.apache.org/en/option.html */
import type { EChartsCoreOption } from 'echarts/core';
import { axisOf, endsOf } from './axis.ts';
import { frameOf, type LegendRoom, legendOf, printRest, roomOf, titleOf } from './frame.ts';
import { colourOf, dashOf } from './look.ts';
import type { Stage } from './stage.ts';
import { type TimeUnit, timeUnit } from './ticks.ts';

/** One line of a figure. */
export interface CurveLine {
  readonly name: string;
  /** Whose colour it has. */
  readonly of: number;
  readonly x: ArrayLike<number>;
  /** Where it is no finite number the line has a gap. */
  readonly y: ArrayLike<number>;
  /** Behind a smoothed one. */
  readonly isFaint: boolean;
}

export interface CurvesWish {
  readonly title: string;
  readonly note: string;
  readonly lines: readonly CurveLine[];
  /** `step`, or `seconds`, which become minutes or hours where there are many. */
  readonly label: string;
  readonly logX: boolean;
  readonly logY: boolean;
  /** The steps or seconds that are seen; all of them where absent. */
  readonly seen?: readonly [from: number, to: number];
}

/** Lines over steps or time. */
export function curvesOption(wish: CurvesWish, stage: Stage): EChartsCoreOption {
  const { look } = stage;
  const unit = unitOf(wish);
  const label = unit === undefined ? wish.label : unit.name;
  const names = wish.lines.filter(({ isFaint }) => !isFaint).map(({ name }) => name);
  const room = roomOf(names, stage);
  return {
    ...frameOf(stage, room),
    ...(stage.isPicture
      ? { title: titleOf(wish.title, wish.note, look), legend: legendOf(room, stage, 'lines') }
      : {}),
    xAxis: axisOf({ name: label, look, side: 'x', log: wish.logX, ...placesOf(wish, unit) }),
    yAxis: axisOf({ name: '', look, side: 'y', log: wish.logY, ...heightOf(wish) }),
    series: [...wish.lines.map(line => seriesOf(line, { wish, stage, unit })), ...restOf(room)],
  };
}

interface Around {
  readonly wish: CurvesWish;
  readonly stage: Stage;
  readonly unit: TimeUnit | undefined;
}

function seriesOf(line: CurveLine, { wish, stage: { look }, unit }: Around) {
  return {
    type: 'line' as const,
    // A legend shows the curve that bears the name.
    name: line.isFaint ? `raw: ${line.name}` : line.name,
    data: pointsOf(line, wish, unit),
    // A point between two gaps is no line.
    ...(hasLoners(line) ? { symbol: 'circle', symbolSize: 5 } : { symbol: 'none' }),
    silent: line.isFaint,
    z: line.isFaint ? 1 : 2,
    lineStyle: {
      color: colourOf(look, line.of),
      type: line.isFaint ? ('solid' as const) : dashOf(look, line.of),
      width: line.isFaint ? 1 : 1.75,
      opacity: line.isFaint ? 0.28 : 1,
    },
    itemStyle: { color: colourOf(look, line.of) },
    emphasis: { disabled: true },
  };
}

/** Stands for the runs that the legend has no room for. */
function restOf({ rest }: LegendRoom) {
  return rest === 0 ? [] : [{ type: 'line' as const, name: printRest(rest), data: [] }];
}

/** The unit its seconds are shown in; undefined where x is no time. */
export function unitOf({ lines, label }: Pick<CurvesWish, 'lines' | 'label'>): TimeUnit | undefined {
  if (label !== 'seconds') return undefined;
  const ends = lines.map(({ x }) => (x.length === 0 ? 0 : (x[x.length - 1] as number)));
  return timeUnit(ends.reduce((a, b) => Math.max(a, b), 0));
}

function pointsOf(
  { x, y }: CurveLine,
  { logX, logY }: CurvesWish,
  unit: TimeUnit | undefined,
): [number, number | '-'][] {
  return Array.from(x, (place, at) => {
    const value = y[at] as number;
    const hasPlace = Math.abs(value) < 1e300 && (!logY || value > 0);
    return [place / (unit?.seconds ?? 1), hasPlace ? value : '-'] as [number, number | '-'];
  }).filter(([place]) => !logX || place > 0);
}

/** Curves begin at their axis, whatever round number lies before. */
function placesOf({ lines, logX }: CurvesWish, unit: TimeUnit | undefined) {
  const ends = endsOf(placesIn(lines), { log: logX });
  if (ends === undefined) return {};
  const [low, high] = ends;
  return { ends: [low / (unit?.seconds ?? 1), high / (unit?.seconds ?? 1)] as const };
}

/** A linear axis finds round values beyond by itself. */
function heightOf({ lines, logY, seen = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] }: CurvesWish) {
  const ends = logY ? endsOf(seenValues(lines, seen), { log: true, margin: 0.04 }) : undefined;
  return ends === undefined ? {} : { ends };
}

function* placesIn(lines: readonly CurveLine[]): Generator<number> {
  for (const { x } of lines) for (let at = 0; at < x.length; at++) yield x[at] as number;
}

function* seenValues(lines: readonly CurveLine[], [from, to]: readonly [number, number]): Generator<number> {
  for (const { x, y } of lines)
    for (let at = 0; at < x.length; at++)
      if ((x[at] as number) >= from && (x[at] as number) <= to) yield y[at] as number;
}

function hasLoners({ y }: CurveLine): boolean {
  if (y.length > 1000) return false;
  const isThere = (at: number) => Number.isFinite(y[at] as number);
  return Array.from(y).some((_, at) => isThere(at) && !isThere(at - 1) && !isThere(at + 1));
}
