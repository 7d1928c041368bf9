/** The whole of one run as a page for a person; what is empty is left out, no text is cut. */

import { compareText } from '../query/sort.ts';
import type { JsonObject } from '../run/json.ts';
import type { Artifact } from '../run/manifest.ts';
import { type Param, printParam } from '../run/param.ts';
import type { Input } from '../run/run.ts';
import type { WholeRow } from '../run/run-row.ts';
import { runState } from '../run/signature.ts';
import { statusText } from './columns.ts';
import { type Clock, formatBytes, formatNumber } from './format.ts';
import { type Fact, type KnownRun, runFacts } from './run-facts.ts';
import { sanitise } from './sanitise.ts';
import { type Style, statusStyle } from './style.ts';
import { type Cell, type TableColumn, table } from './table.ts';
import { pad } from './width.ts';

/** A run with what lies beside its record. */
export interface RunDetail {
  readonly row: WholeRow;
  readonly artifacts: readonly Artifact[];
  readonly inputs: readonly Input[];
  /** What was planned of a run that is going. */
  readonly plan?: KnownRun | undefined;
  /** `environment.json`; of a run that is going what is known of it before it began. */
  readonly environment: JsonObject | undefined;
}

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
    section('Params', params(detail.row, style), style),
    section('Metrics', metrics(detail.row, options), style),
    section('Tags', tags(detail.row, style), style),
    section('Note', sanitise(detail.row.note.trim(), { newlines: true }), style),
    section('Inputs', inputs(detail.inputs, style), style),
    section('Artifacts', artifacts(detail.artifacts, style), style),
    section('Problems', problems(detail.row, style), style),
  ]
    .filter(part => part !== '')
    .join('\n');
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

function section(title: string, text: string, style: Style): string {
  if (text === '') return '';
  const lines = text.replace(/\n$/, '').split('\n');
  return `${style.bold(title)}\n${lines.map(line => (line === '' ? '\n' : `  ${line}\n`)).join('')}`;
}

function params({ params, run }: WholeRow, style: Style): string {
  const rows = sorted(params).map(([key, param]) => [
    key,
    printParam(param),
    { text: origin(key, param, run?.command.argv ?? []), paint: style.dim },
  ]);
  return list(['left', 'left', 'left'], rows, style);
}

/** Where a param was set, as people know the place: `argv --lr`, `params.yaml`, `event`, `-P`. */
function origin(key: string, { origin }: Param, argv: readonly string[]): string {
  switch (origin.kind) {
    case 'argv': {
      const word = argv[origin.joined ? origin.index : origin.index - 1] ?? '';
      const [flag = ''] = word.split('=', 1);
      return flag === '' ? 'argv' : `argv ${flag}`;
    }
    case 'file':
      return origin.key === key ? origin.path : `${origin.path} ${origin.key}`;
    case 'option':
      return '-P';
    case 'event':
      return 'event';
  }
}

function metrics({ metrics }: WholeRow, { style, width }: RunDetailOptions): string {
  const rows = sorted(metrics).map(([key, { last, min, max, count, step }]) => [
    key,
    ...[last, min, max, count, step].map(formatNumber),
  ]);
  if (rows.length === 0) return '';
  // How it ended is asked for most, then how far it got at its best.
  const numbers = (['last', 'min', 'max', 'count', 'step'] as const).map(
    (title, at) => ({ title, align: 'right', ...(at === 0 ? {} : { optional: at }) }) as const,
  );
  return table([{ title: 'metric' }, ...numbers], rows, { style, width: width && width - INDENT });
}

function tags({ tags }: WholeRow, style: Style): string {
  return list(['left', 'left'], sorted(tags), style);
}

function inputs(all: readonly Input[], style: Style): string {
  const rows = all.map(({ path, size, sha256, modified }) => {
    const identity = sha256 === undefined ? `not hashed, of ${modified ?? 'unknown time'}` : digest(sha256);
    return [path, formatBytes(size), { text: identity, paint: style.dim }];
  });
  return list(['left', 'right', 'left'], rows, style);
}

function artifacts(all: readonly Artifact[], style: Style): string {
  const rows = all.map(({ path, size, sha256 }) => [
    path,
    formatBytes(size),
    { text: digest(sha256), paint: style.dim },
  ]);
  return list(['left', 'right', 'left'], rows, style);
}

function problems({ run }: WholeRow, style: Style): string {
  const rows = (run?.problems ?? []).map(({ code, message }) => [
    { text: code, paint: style.yellow },
    message,
  ]);
  return list(['left', 'left'], rows, style);
}

function list(
  aligns: readonly ('left' | 'right')[],
  rows: readonly (readonly Cell[])[],
  style: Style,
): string {
  const columns: TableColumn[] = aligns.map(align => ({ title: '', align }));
  return table(columns, rows, { style, header: false });
}

function digest(sha256: string): string {
  return `sha256 ${sha256.slice(0, 12)}`;
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => compareText(a, b));
}
