/** What a run has, section by section, before anybody has said whether it is for a terminal or a page; what is empty is left out. */

import { compareText } from '../query/sort.ts';
import type { JsonObject } from '../run/json.ts';
import type { Artifact } from '../run/manifest.ts';
import { type Param, printParam } from '../run/param.ts';
import type { RegisteredVersion } from '../run/registered-model.ts';
import type { Input } from '../run/run.ts';
import type { WholeRow } from '../run/run-row.ts';
import { formatBytes, formatNumber } from './format.ts';
import type { FactSource, KnownRun } from './run-facts.ts';
import type { Block, SheetCell } from './sheet/sheet.ts';

/** A run with what lies beside its record. */
export interface RunDetail {
  readonly row: WholeRow;
  readonly artifacts: readonly Artifact[];
  readonly inputs: readonly Input[];
  /** What was planned of a run that is going. */
  readonly plan?: KnownRun | undefined;
  /** `environment.json`; of a run that is going what is known of it before it began. */
  readonly environment: JsonObject | undefined;
  /** Versions of registered models that come from it. */
  readonly registered?: readonly RegisteredVersion[];
  readonly wentOn?: FactSource['wentOn'];
  readonly goesOn?: FactSource['goesOn'];
}

export interface RunSection {
  readonly title: string;
  readonly block: Block;
}

/** Where an artifact leads, by its path; nowhere in a terminal. */
export type ArtifactHref = (path: string) => string | undefined;

/** Params, metrics, tags, note, inputs, artifacts and problems, in that order. */
export function runSections(detail: RunDetail, href: ArtifactHref = () => undefined): RunSection[] {
  const { row, inputs, artifacts } = detail;
  const note = row.note.trim();
  return [
    section('Params', listed(params(row))),
    section('Metrics', metrics(row)),
    section('Tags', listed(sorted(row.tags))),
    section('Note', note === '' ? undefined : { kind: 'lines', lines: note.split('\n') }),
    section('Inputs', listed(inputs.map(inputRow), SIZED)),
    section(
      'Artifacts',
      listed(
        artifacts.map(one => artifactRow(one, href)),
        SIZED,
      ),
    ),
    section('Problems', listed(problems(row))),
  ].flat();
}

function section(title: string, block: Block | undefined): RunSection[] {
  return block === undefined ? [] : [{ title, block }];
}

type Rows = readonly (readonly SheetCell[])[];

/** What is listed has a size in the middle. */
const SIZED = ['left', 'right', 'left'] as const;

/** A table without a head: what stands in it speaks for itself. */
function listed(rows: Rows, aligns: readonly ('left' | 'right')[] = []): Block | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const columns = first.map((_, at) => ({ title: '', align: aligns[at] ?? 'left' }));
  return { kind: 'table', bare: true, columns, rows };
}

function params({ params, run }: WholeRow): Rows {
  return sorted(params).map(([key, param]) => [
    key,
    printParam(param),
    { text: origin(key, param, run?.command.argv ?? []), tone: 'dim' },
  ]);
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

function metrics({ metrics }: WholeRow): Block | undefined {
  const rows = sorted(metrics).map(([key, { last, min, max, count, step }]) => [
    key,
    ...[last, min, max, count, step].map(formatNumber),
  ]);
  if (rows.length === 0) return undefined;
  // How it ended is asked for most, then how far it got at its best.
  const numbers = (['last', 'min', 'max', 'count', 'step'] as const).map(
    (title, at) => ({ title, align: 'right', ...(at === 0 ? {} : { optional: at }) }) as const,
  );
  return { kind: 'table', columns: [{ title: 'metric' }, ...numbers], rows };
}

function inputRow({ path, size, sha256, modified }: Input): SheetCell[] {
  const identity = sha256 === undefined ? `not hashed, of ${modified ?? 'unknown time'}` : digest(sha256);
  return [path, formatBytes(size), { text: identity, tone: 'dim' }];
}

function artifactRow({ path, size, sha256 }: Artifact, href: ArtifactHref): SheetCell[] {
  // Of a run that is going nobody has taken the digests yet.
  const identity = sha256 === '' ? '' : digest(sha256);
  return [{ text: path, href: href(path) }, formatBytes(size), { text: identity, tone: 'dim' }];
}

function problems({ run }: WholeRow): Rows {
  return (run?.problems ?? []).map(({ code, message }) => [{ text: code, tone: 'warn' }, message]);
}

function digest(sha256: string): string {
  return `sha256 ${sha256.slice(0, 12)}`;
}

function sorted<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => compareText(a, b));
}
