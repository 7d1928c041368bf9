/** The program of a page of plots, in the reader's browser. Built as `dist/page.js`, which goes into every page. */
import type { PageData } from '../../view/figure/page-data.ts';
import { histogramCard, parallelCard, scatterCard } from './column-cards.ts';
import { curveCard } from './curve-card.ts';
import { element } from './elements.ts';
import { openState } from './state.ts';
import { runButtons, toolbar } from './toolbar.ts';

const data: PageData = JSON.parse(document.getElementById('data')?.textContent ?? '');
const state = openState(data.start);

const curves = data.curves.map(one => curveCard(data, one, state));
const columns = [...parallelCard(data, state), ...scatterCard(data, state), ...histogramCard(data, state)];

document
  .getElementById('plots')
  ?.append(
    ...(curves.length > 0 ? [toolbar(state)] : []),
    ...(data.runs.length > 1 ? [runButtons(data, state)] : []),
    element('div', { class: 'grid' }, ...curves, ...columns),
  );
