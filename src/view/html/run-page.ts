/** The page of one run: what `show` prints of it, and the curves of its metrics. */
import { runState } from '../../run/signature.ts';
import { statusText } from '../columns.ts';
import type { PageData } from '../figure/page-data.ts';
import type { Clock } from '../format.ts';
import { type Fact, runFacts } from '../run-facts.ts';
import { type ArtifactHref, type RunDetail, runSections } from '../run-sections.ts';
import type { Block, SheetCell, Tone } from '../sheet/sheet.ts';
import { sheetHtml } from '../sheet/sheet-html.ts';
import { htmlPage, type PageScript } from './page.ts';
import { plotBody } from './plot-page.ts';
import { PLOT_STYLE } from './plot-style.ts';

export interface RunPage {
  readonly detail: RunDetail;
  readonly clock: Clock;
  /** Its curves, and the program of `dist/page.js` that draws them; absent where it has none. */
  readonly curves?: { readonly data: PageData; readonly script: PageScript } | undefined;
  readonly artifact: ArtifactHref;
  /** The address of the page of its experiment. */
  readonly up: string;
}

/** Prints the page. */
export function runPage({ detail, clock, curves, artifact, up }: RunPage): string {
  const { row } = detail;
  const sections = runSections(detail, artifact).flatMap(({ title, block }): Block[] => [
    { kind: 'heading', text: title },
    block,
  ]);
  const top: Block[] = [
    { kind: 'lines', lines: [{ text: row.experiment, href: up }, standing(detail)] },
    factsTable(runFacts(detail, clock)),
  ];
  const plots = curves === undefined ? '' : `<h2>Curves</h2>\n${plotBody(curves.data)}`;
  const body = sheetHtml(top) + plots + sheetHtml(sections);
  return htmlPage({
    title: row.name,
    body,
    ...(curves === undefined ? {} : { style: PLOT_STYLE, script: curves.script }),
  });
}

/** How it stands, and what must not be overlooked. */
function standing({ row }: RunDetail): SheetCell {
  const tones: Partial<Record<typeof row.status, Tone>> = { finished: 'good', failed: 'bad', lost: 'warn' };
  const isBad = row.signatures !== undefined && runState(row.signatures) === 'bad';
  const words = [
    statusText(row),
    ...(row.ended === undefined ? ['what it has said so far; load the page again for more'] : []),
    ...(row.trashed ? ['in the trash'] : []),
    ...(isBad ? ['BAD SIGNATURE'] : []),
  ];
  const tone = isBad ? 'bad' : tones[row.status];
  return { text: words.join(' · '), ...(tone === undefined ? {} : { tone }) };
}

/** Labels on the left; further lines of a fact below its first. */
function factsTable(facts: readonly Fact[]): Block {
  const rows = facts.flatMap(({ label, lines }) =>
    lines.map((line, at) => [{ text: at === 0 ? label : '', tone: 'dim' } as const, line]),
  );
  return { kind: 'table', bare: true, columns: [{ title: '' }, { title: '' }], rows };
}
