/** What readers choose for all charts: the axis, smoothing, a logarithmic axis, and which runs. */

import type { PageData } from '../../view/figure/page-data.ts';
import { AXES } from '../../view/figure/series.ts';
import { colourOf, dashOf } from '../look.ts';
import { element, press, toggle } from './elements.ts';
import type { State } from './state.ts';

/** The bar at the top. */
export function toolbar(state: State): HTMLElement {
  const buttons = AXES.map(axis =>
    toggle(axis, state.choice.axis === axis, () => state.change({ axis, zoom: undefined })),
  );
  const whole = toggle('show all', false, () => state.change({ zoom: undefined }));
  const follow = () => {
    for (const [at, axis] of AXES.entries()) press(buttons[at] as HTMLElement, axis === state.choice.axis);
    whole.hidden = state.choice.zoom === undefined;
  };
  state.listen(follow);
  follow();
  return element(
    'div',
    { class: 'bar' },
    element('div', { class: 'choice', role: 'group', 'aria-label': 'over' }, ...buttons),
    slider(state),
    logSwitch(state),
    whole,
  );
}

function slider(state: State): HTMLElement {
  const { smoothing } = state.choice;
  const input = element('input', { type: 'range', min: 0, max: 0.99, step: 0.01, value: smoothing });
  const shown = element('output', {}, smoothing.toFixed(2));
  input.addEventListener('input', () => {
    shown.value = Number(input.value).toFixed(2);
    state.change({ smoothing: Number(input.value) });
  });
  return element('label', {}, 'smooth', input, shown);
}

function logSwitch(state: State): HTMLElement {
  const input = element('input', { type: 'checkbox', checked: state.choice.logY });
  input.addEventListener('change', () => state.change({ logY: input.checked }));
  return element('label', {}, input, 'log y');
}

/** The runs, each to be hidden and shown again; a double click shows one alone, and then all. */
export function runButtons({ runs }: PageData, state: State): HTMLElement {
  const all = [...runs.keys()];
  const without = (at: number) => new Set(all.filter(other => other !== at));
  const keys = all.map(at => key(at, state));
  const buttons = runs.map(({ name }, at) => {
    const made = toggle(keys[at]?.element as SVGElement, true, () => {
      const hidden = new Set(state.choice.hidden);
      if (!hidden.delete(at)) hidden.add(at);
      state.change({ hidden });
    });
    made.addEventListener('dblclick', () => {
      const isAlone = state.choice.hidden.size === runs.length - 1;
      state.change({ hidden: isAlone ? new Set() : without(at) });
    });
    made.append(element('span', {}, name));
    return made;
  });
  const some = [
    element('button', { type: 'button', class: 'plain' }, 'all'),
    element('button', { type: 'button', class: 'plain' }, 'none'),
  ] as const;
  some[0].addEventListener('click', () => state.change({ hidden: new Set() }));
  some[1].addEventListener('click', () => state.change({ hidden: new Set(all) }));
  const follow = () => {
    for (const [at, button] of buttons.entries()) press(button, !state.choice.hidden.has(at));
    for (const one of keys) one.paint();
  };
  state.listen(follow);
  follow();
  const more = runs.length > 3 ? some : [];
  return element('div', { class: 'runs', role: 'group', 'aria-label': 'runs' }, ...buttons, ...more);
}

/** A piece of a run's line. */
function key(at: number, state: State): { element: SVGElement; paint(): void } {
  const made = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  made.setAttribute('width', '20');
  made.setAttribute('height', '8');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M0 4H20');
  line.setAttribute('stroke-width', '3');
  const dash = { solid: '', dashed: '6 4', dotted: '2 3' }[dashOf(state.choice.look, at)];
  if (dash !== '') line.setAttribute('stroke-dasharray', dash);
  made.append(line);
  return { element: made, paint: () => line.setAttribute('stroke', colourOf(state.choice.look, at)) };
}
