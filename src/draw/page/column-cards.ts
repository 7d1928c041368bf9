/** What runs were given against what came of it: a scatter, parallel coordinates, a histogram, of columns to be chosen. */
import { type Column, isNumeric, isWide } from '../../view/figure/column.ts';
import type { PageData } from '../../view/figure/page-data.ts';
import { histogramOption } from '../histogram.ts';
import { parallelOption } from '../parallel.ts';
import { scatterOption } from '../scatter.ts';
import { isNarrow, type Stage } from '../stage.ts';
import { openChart } from './chart.ts';
import { element, press, select, toggle } from './elements.ts';
import type { State } from './state.ts';
import { tip, tooltipOf } from './tip.ts';

interface Datum {
  readonly name: string;
  readonly value: readonly (number | string)[] | number;
}

/** Makes the card of a scatter plot. */
export function scatterCard(data: PageData, state: State): HTMLElement[] {
  const given = data.figures.scatter;
  if (given === undefined) return [];
  const chosen = { x: given.x, y: given.y, colour: given.colour ?? -1 };
  const names = data.columns.map(({ name }) => name);
  const chart = openChart(state, 'runs as points', {
    option(stage) {
      const { column, runs } = visible(data, state);
      const [x, y, colour] = [column(chosen.x), column(chosen.y), column(chosen.colour)];
      if (x === undefined || y === undefined) return {};
      const figure = { kind: 'scatter', runs, x, y, logX: isWide(x), logY: isWide(y) } as const;
      const read = ({ name, value }: Datum) => {
        const [one, other] = value as readonly (number | string)[];
        const third =
          colour === undefined ? [] : [{ name: colour.name, value: colour.values[runs.indexOf(name)] }];
        return tip(name, [{ name: x.name, value: one }, { name: y.name, value: other }, ...third]);
      };
      return {
        ...scatterOption({ ...figure, ...(colour === undefined ? {} : { colour }) }, stage),
        tooltip: { ...tooltipOf(stage.look, 'item'), formatter: read },
      };
    },
  });
  const choose = (key: 'x' | 'y' | 'colour') => (at: number) => {
    chosen[key] = at;
    chart.refresh();
  };
  const keys = element(
    'div',
    { class: 'keys' },
    select('x', names, { chosen: chosen.x, onChange: choose('x') }),
    select('y', names, { chosen: chosen.y, onChange: choose('y') }),
    select('colour', names, { chosen: chosen.colour, onChange: choose('colour'), none: 'none' }),
  );
  return [element('section', { class: 'card' }, element('h2', {}, 'Scatter'), keys, chart.box)];
}

/** Makes the card of parallel coordinates, as broad as the page. */
export function parallelCard(data: PageData, state: State): HTMLElement[] {
  const given = data.figures.parallel;
  if (given === undefined) return [];
  const shown = new Set(given.axes);
  let colour = given.colour ?? -1;
  const names = data.columns.map(({ name }) => name);
  const chart = openChart(state, 'runs as lines through all axes', {
    option(stage) {
      const { column, runs } = visible(data, state);
      const axes = [...shown].flatMap(at => column(at) ?? []);
      const by = column(colour);
      if (axes.length < 2) return {};
      const figure = { kind: 'parallel', runs, axes, ...(by === undefined ? {} : { colour: by }) } as const;
      const read = ({ name, value }: Datum) =>
        tip(
          name,
          axes.map((axis, at) => ({
            name: axis.name,
            value: readable((value as readonly (number | string)[])[at]),
          })),
        );
      return {
        ...parallelOption(figure, stage),
        tooltip: { ...tooltipOf(stage.look, 'item'), formatter: read },
      };
    },
    prepare: box => heighten(box, shown.size),
  });
  const buttons = names.map((name, at) =>
    toggle(name, shown.has(at), () => {
      if (!shown.delete(at)) shown.add(at);
      press(buttons[at] as HTMLElement, shown.has(at));
      chart.refresh();
    }),
  );
  const onChange = (at: number) => {
    colour = at;
    chart.refresh();
  };
  const keys = element(
    'div',
    { class: 'keys' },
    select('colour', names, { chosen: colour, onChange, none: 'none' }),
    element('div', { class: 'runs axes' }, ...buttons),
  );
  return [
    element('section', { class: 'card broad' }, element('h2', {}, 'Parallel coordinates'), keys, chart.box),
  ];
}

/** Lying axes stand below each other. */
function heighten(box: HTMLElement, axes: number): void {
  box.style.height = isNarrow({ width: box.clientWidth }) ? `${110 + axes * 62}px` : '23rem';
}

/** Makes the card of a histogram. */
export function histogramCard(data: PageData, state: State): HTMLElement[] {
  if (data.figures.histogram === undefined) return [];
  let chosen = data.figures.histogram;
  const names = data.columns.map(({ name }) => name);
  const chart = openChart(state, 'how many runs have which value', {
    option(stage: Stage) {
      const column = visible(data, state).column(chosen);
      if (column === undefined) return {};
      const read = ({ name, value }: Datum) => tip(name, [{ name: 'runs', value: Number(value) }]);
      return {
        ...histogramOption({ kind: 'histogram', column }, stage),
        tooltip: { ...tooltipOf(stage.look, 'item'), formatter: read },
      };
    },
  });
  const onChange = (at: number) => {
    chosen = at;
    chart.refresh();
  };
  const keys = element('div', { class: 'keys' }, select('of', names, { chosen, onChange }));
  return [element('section', { class: 'card' }, element('h2', {}, 'Histogram'), keys, chart.box)];
}

/** The runs that are shown, and what they have. */
function visible({ runs, columns }: PageData, { choice }: State) {
  const at = runs.map((_, run) => run).filter(run => !choice.hidden.has(run));
  return {
    runs: at.map(run => runs[run]?.name ?? ''),
    column(index: number): Column | undefined {
      const column = columns[index];
      if (column === undefined) return undefined;
      const values = at.map(run => column.values[run] ?? undefined);
      const shown = { ...column, values };
      return isNumeric(shown) || values.some(value => typeof value === 'string') ? shown : undefined;
    },
  };
}

function readable(value: number | string | undefined): number | string | undefined {
  return value === '-' ? undefined : value;
}
