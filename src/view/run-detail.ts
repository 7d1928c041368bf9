/** The whole of one run as a page for a person; what is empty is left out, no text is cut. */
import type { WholeRow } from '../run/run-row.ts';
import { runState } from '../run/signature.ts';
import { statusText } from './columns.ts';
import type { Clock } from './format.ts';
import { type Fact, runFacts } from './run-facts.ts';
import { type RunDetail, type RunSection, runSections } from './run-sections.ts';
import { sanitise } from './sanitise.ts';
import { sheetText } from './sheet/sheet-text.ts';
import { type Style, statusStyle } from './style.ts';
import { pad } from './width.ts';

export interface RunDetailOptions extends Clock {
  /** Terminal cells, for the breaks of a long command, and the columns of metrics there is room for; undefined is no limit. */
  readonly width?: number | undefined;
  readonly style: Style;
}

/** Prints a run: its facts, then params, metrics, tags, note, inputs, artifacts and problems. */
export function printRun(detail: RunDetail, options: RunDetailOptions): string {
  const { style } = options;
  return [
    heading(detail.row, style) + facts(runFacts(detail, options), style),
    ...runSections(detail).map(one => printSection(one, options)),
  ].join('\n');
}

function heading(row: WholeRow, style: Style): string {
  const status = statusStyle(row.status, style)(sanitise(statusText(row)));
  const isBad = row.signatures !== undefined && runState(row.signatures) === 'bad';
  const remarks = [
    ...(row.trashed ? [style.dim('in the trash')] : []),
    ...(isBad ? [style.red(style.bold('BAD SIGNATURE'))] : []),
  ];
  return `${[style.bold(sanitise(row.name)), status, ...remarks].join('  ')}\n`;
}

/** Labels stand aligned on the left; further lines of a fact below its first. */
function facts(all: readonly Fact[], style: Style): string {
  const widest = Math.max(...all.map(({ label }) => label.length));
  return all
    .flatMap(({ label, lines, paint }) =>
      lines.map((line, index) => {
        const name = pad(index === 0 ? label : '', widest);
        const text = sanitise(line);
        return `${style.dim(name)}  ${paint === undefined ? text : paint(style)(text)}\n`;
      }),
    )
    .join('');
}

/** Of what stands below a heading, in cells. */
const INDENT = 2;

function printSection({ title, block }: RunSection, { style, width }: RunDetailOptions): string {
  // A list is told whole, however narrow the screen.
  const isWhole = block.kind === 'table' && block.bare;
  const text = sheetText([block], { style, width: isWhole ? undefined : width && width - INDENT });
  const lines = text.replace(/\n$/, '').split('\n');
  return `${style.bold(title)}\n${lines.map(line => (line === '' ? '\n' : `  ${line}\n`)).join('')}`;
}
