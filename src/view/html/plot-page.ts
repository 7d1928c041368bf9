/** A page of plots: one file with its data and the program that draws them. */
import type { PageData } from '../figure/page-data.ts';
import { htmlPage, type PageScript } from './page.ts';
import { PLOT_STYLE } from './plot-style.ts';
import { scriptJson } from './script-json.ts';

/** Prints the page; `script` is the program of `dist/page.js`. */
export function plotPage(data: PageData, script: PageScript): string {
  return htmlPage({ title: data.title, style: PLOT_STYLE, body: plotBody(data), script });
}

/** Where that program draws, and what. */
export function plotBody(data: PageData): string {
  return `<noscript><p>The charts of this page need JavaScript.</p></noscript>
<div id="plots"></div>
<script type="application/json" id="data">${scriptJson(data)}</script>
`;
}
