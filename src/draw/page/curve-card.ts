/** A metric of all runs: its curves, raw and smoothed, over the axis that is chosen. */
import type { EChartsCoreOption } from 'echarts/core';
import { smooth } from '../../view/chart/smooth.ts';
import type { PageCurves, PageData, PageSeries } from '../../view/figure/page-data.ts';
import { type CurveLine, type CurvesWish, curvesOption, unitOf } from '../curves.ts';
import { colourOf } from '../look.ts';
import type { Stage } from '../stage.ts';
import { printTick } from '../ticks.ts';
import { openChart } from './chart.ts';
import { dragZoom } from './drag-zoom.ts';
import { element } from './elements.ts';
import type { State } from './state.ts';
import { tip, tooltipOf } from './tip.ts';

/** Makes the card of a metric. */
export function curveCard(data: PageData, curves: PageCurves, state: State): HTMLElement {
  const heading = element('h2', {}, curves.metric, element('small', {}, curves.note));
  const note = element('p');
  const sayNote = () => note.replaceChildren(noteOf(data, curves, state));
  let seconds = 1;
  const chart = openChart(state, `${curves.metric}: curves`, {
    option(stage) {
      const wish = wishOf(data, curves, state);
      seconds = unitOf(wish)?.seconds ?? 1;
      const { xAxis, ...option } = curvesOption(wish, stage) as { xAxis: { axisLabel: object } };
      const axisLabel = wish.seen === undefined ? {} : { showMinLabel: false, showMaxLabel: false };
      return {
        ...option,
        // The ends of a span that was drawn are not round.
        xAxis: { ...xAxis, axisLabel: { ...xAxis.axisLabel, ...axisLabel } },
        ...interaction(wish, { curves, state, stage, seconds }),
      };
    },
    onOpen(opened, box) {
      dragZoom(opened, box, span => state.change({ zoom: span && [span[0] * seconds, span[1] * seconds] }));
    },
  });
  state.listen(sayNote);
  sayNote();
  return element('section', { class: 'card' }, heading, chart.box, note);
}

function wishOf(data: PageData, { metric, note, series }: PageCurves, { choice }: State): CurvesWish {
  const { axis, smoothing, logY, hidden } = choice;
  const shown = series.filter(({ run }) => !hidden.has(run));
  const lineOf = (one: PageSeries, points: Points, isFaint: boolean): CurveLine => {
    const delay = axis === 'time' ? (data.runs[one.run]?.delay ?? 0) : 0;
    const x = axis === 'step' ? points.step : points.seconds.map(value => value + delay);
    return ordered({ name: data.runs[one.run]?.name ?? '', of: one.run, x, y: points.y.map(gap), isFaint });
  };
  const raw = shown.map(one => lineOf(one, one, smoothing > 0));
  const smoothed = shown.map(one => {
    const line = lineOf(one, one.means ?? one, false);
    return { ...line, y: smooth(line.y, smoothing) };
  });
  return {
    title: metric,
    note,
    lines: smoothing > 0 ? [...raw, ...smoothed] : raw,
    label: axis === 'step' ? 'step' : 'seconds',
    logX: data.start.logX,
    logY,
    ...(choice.zoom === undefined ? {} : { seen: choice.zoom }),
  };
}

type Points = Pick<PageSeries, 'step' | 'seconds' | 'y'>;

function gap(value: number | null): number {
  return value ?? Number.NaN;
}

/** By step they are; by time they need not be. */
function ordered(line: CurveLine): CurveLine {
  const { x, y } = line;
  const order = Array.from(x, (_, at) => at).sort((a, b) => (x[a] as number) - (x[b] as number));
  return { ...line, x: order.map(at => x[at] as number), y: order.map(at => y[at] as number) };
}

interface Around {
  readonly curves: PageCurves;
  readonly state: State;
  readonly stage: Stage;
  readonly seconds: number;
}

function interaction(
  { lines, label }: CurvesWish,
  { curves, state, stage, seconds }: Around,
): EChartsCoreOption {
  const { look } = stage;
  const { zoom, axis } = state.choice;
  const unit = unitOf({ lines, label });
  const read = ([hovered]: readonly { readonly axisValue: number }[]) => {
    const at = hovered?.axisValue ?? Number.NaN;
    const found = lines
      .filter(({ isFaint }) => !isFaint)
      .map(line => ({ name: line.name, value: valueAt(line, at * seconds), colour: colourOf(look, line.of) }))
      .filter(({ value }) => value !== undefined);
    const sign = curves.better === 'min' ? 1 : -1;
    found.sort((a, b) => sign * (Number(a.value) - Number(b.value)));
    const heading =
      axis === 'step' ? `step ${printExact(at)}` : `${printTick(Number(at.toPrecision(4)))} ${unit?.name}`;
    return tip(heading, found);
  };
  return {
    tooltip: { ...tooltipOf(look, 'axis'), formatter: read },
    dataZoom: {
      type: 'inside',
      filterMode: 'filter',
      // The wheel scrolls the page; with Ctrl, as fingers on a touchpad pinch, it zooms.
      zoomOnMouseWheel: 'ctrl',
      moveOnMouseWheel: false,
      moveOnMouseMove: matchMedia('(pointer: coarse)').matches,
      preventDefaultMouseMove: false,
      ...(zoom === undefined ? {} : { startValue: zoom[0] / seconds, endValue: zoom[1] / seconds }),
    },
  };
}

/** The value of a line at its point that is nearest; undefined before its beginning, behind its end, and in gaps. */
function valueAt({ x, y }: CurveLine, place: number): number | undefined {
  const last = x.length - 1;
  if (last < 0 || place < (x[0] as number) * 0.999 || place > (x[last] as number) * 1.001) return undefined;
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  const before = Math.max(0, low - 1);
  const isNearer = place - (x[before] as number) < (x[low] as number) - place;
  const value = y[isNearer ? before : low] as number;
  return Number.isFinite(value) ? value : undefined;
}

function printExact(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en').replaceAll(',', '\u202f') : printTick(value);
}

/** What is not seen in the chart itself: points that were left out, gaps, and times that are none. */
function noteOf(data: PageData, { series }: PageCurves, { choice }: State): string {
  const shown = series.filter(({ run }) => !choice.hidden.has(run));
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const [all, kept] = [sum(shown.map(({ count }) => count)), sum(shown.map(({ y }) => y.length))];
  const gaps = sum(shown.map(one => one.gaps));
  const each = Math.max(0, ...shown.map(({ means }) => means?.each ?? 0));
  const timeless = shown.filter(one => one.isTimeless).map(({ run }) => data.runs[run]?.name ?? '');
  const count = (value: number) => value.toLocaleString('en').replaceAll(',', '\u202f');
  const said = [
    kept < all ? `${count(kept)} of ${count(all)} points, extremes kept` : `${count(all)} points`,
  ];
  if (choice.smoothing > 0 && each > 1) said.push(`smoothed over means of ${count(each)} points`);
  if (gaps > 0) said.push(`${count(gaps)} not finite`);
  if (choice.axis !== 'step' && timeless.length > 0) {
    const rest = timeless.length > 3 ? ` and ${timeless.length - 3} more` : '';
    const names = timeless.slice(0, 3).join(', ') + rest;
    said.push(`the points of ${names} name no time of their own: they stand at the end of the run`);
  }
  return said.join('; ');
}
