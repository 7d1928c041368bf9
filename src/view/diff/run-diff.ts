/** Two runs, or a run and the work tree, for people: what differs, section by section, and in one line what does not. */
import { type Change, differing } from '../../query/changes.ts';
import type { RunDiff } from '../../query/diff.ts';
import { endOf } from '../../query/facts.ts';
import type { Side } from '../../query/side.ts';
import type { Leaf } from '../../run/flatten.ts';
import type { Artifact } from '../../run/manifest.ts';
import type { Input } from '../../run/run.ts';
import { shortId } from '../../run/run-id.ts';
import { type Clock, formatBytes, formatDuration, formatRelative, formatTime } from '../format.ts';
import type { Block, SheetCell } from '../sheet/sheet.ts';
import { shellQuote } from '../shell-quote.ts';
import { type CodeView, codeBlocks } from './code.ts';
import { type ContentView, contentBlocks } from './content.ts';
import { factTexts, NOTHING } from './fact-text.ts';
import { metricBlocks } from './metrics.ts';
import { sameLine } from './same-line.ts';
import { sideTitles } from './side-titles.ts';

export interface RunDiffView extends Clock {
  /** Whether it is read now; in a document `3 min ago` would soon be wrong. */
  readonly isLive: boolean;
  /** Absent where code is not shown. */
  readonly code?: CodeView | undefined;
  /** What is in artifacts that differ; absent where that is not shown. */
  readonly content?: readonly ContentView[] | undefined;
}

/** The whole of a comparison: which two, their differences, what is the same, what was not compared. */
export function runDiffBlocks(diff: RunDiff, view: RunDiffView): Block[] {
  const titles = titlesOf(diff.a, diff.b);
  return [
    sides(diff, view),
    ...outcome(diff, titles),
    ...command(diff),
    ...facts('Params', 'param', diff.params ?? [], titles),
    ...metricBlocks(diff.metrics ?? [], titles),
    ...(diff.code === undefined ? [] : codeBlocks(diff.code, view.code)),
    ...facts('Environment', 'fact', diff.environment?.facts ?? [], titles),
    ...facts('Packages', 'package', diff.environment?.packages ?? [], titles),
    ...section('Inputs', files('input', differing(diff.inputs ?? []), titles, inputText)),
    ...section('Artifacts', files('artifact', differing(diff.artifacts ?? []), titles, artifactText)),
    ...contentBlocks(view.content ?? [], titles),
    ...sameLine(diff),
  ];
}

/** What the columns of both are called. */
export function titlesOf(a: Side, b: Side): readonly [string, string] {
  return sideTitles([a, b]) as [string, string];
}

function sides({ a, b }: RunDiff, view: RunDiffView): Block {
  const columns = ['', 'run', 'id', 'status', 'duration', 'started'].map(title => ({
    title,
    ...(title === 'run' ? { flexible: true } : {}),
    ...(title === 'duration' ? { align: 'right' as const } : {}),
  }));
  return { kind: 'table', columns, rows: [side('-', a, view), side('+', b, view)], bare: true };
}

/** `-` and `+` as in every diff. */
function side(mark: '-' | '+', side: Side, view: RunDiffView): SheetCell[] {
  const { id, name, status, outcome, duration, started } = side;
  const tone = mark === '-' ? 'removed' : 'added';
  return [
    { text: mark, tone },
    { text: name, tone: 'strong' },
    id === undefined ? 'now' : shortId(id),
    outcome === undefined ? (status ?? '') : endOf(outcome),
    duration === undefined ? '' : formatDuration(duration),
    { text: started === undefined ? '' : timeOf(started, view), tone: 'dim' },
  ];
}

function timeOf(started: string, { isLive, ...clock }: RunDiffView): string {
  const time = Date.parse(started);
  return isLive ? formatRelative(time, clock) : formatTime(time, clock.zone);
}

/** How long it took stands beside the names already. */
function outcome({ outcome = [] }: RunDiff, titles: readonly [string, string]): Block[] {
  return facts(
    'Outcome',
    '',
    outcome.filter(({ key }) => key !== 'duration'),
    titles,
  );
}

function command({ command }: RunDiff): Block[] {
  if (command === undefined || command.same) return [];
  const { a, b } = command;
  const text = ({ argv, cwd }: typeof a) => `${shellQuote(argv)}${a.cwd === b.cwd ? '' : `  (in ${cwd})`}`;
  return section('Command', { kind: 'swap', a: text(a), b: text(b) });
}

function facts(
  title: string,
  noun: string,
  all: readonly Change<Leaf>[],
  [before, after]: readonly [string, string],
): Block[] {
  const rows = differing(all).map(({ key, a, b }) => {
    const [one, other] = factTexts(a, b);
    return [key, removed(one), added(other)];
  });
  const columns = [noun, before, after].map(title => ({ title, flexible: true }));
  return section(title, { kind: 'table', columns, rows });
}

function files<File>(
  noun: string,
  all: readonly Change<File>[],
  [before, after]: readonly [string, string],
  textOf: (file: File) => string,
): Block {
  const text = (file: File | undefined) => (file === undefined ? NOTHING : textOf(file));
  return {
    kind: 'table',
    columns: [noun, before, after].map(title => ({ title, flexible: true })),
    rows: all.map(({ key, a, b }) => [key, removed(text(a)), added(text(b))]),
  };
}

function inputText({ size, sha256, modified }: Input): string {
  return `${formatBytes(size)} ${sha256?.slice(0, 8) ?? `of ${modified ?? 'unknown time'}`}`;
}

function artifactText({ size, sha256, mode }: Artifact): string {
  return `${formatBytes(size)} ${sha256.slice(0, 8)}${mode === '755' ? ' executable' : ''}`;
}

function section(title: string, block: Block): Block[] {
  const isEmpty = block.kind === 'table' ? block.rows.length === 0 : false;
  return isEmpty ? [] : [{ kind: 'heading', text: title }, block];
}

function removed(text: string): SheetCell {
  return text === NOTHING ? { text, tone: 'dim' } : { text, tone: 'removed' };
}

function added(text: string): SheetCell {
  return text === NOTHING ? { text, tone: 'dim' } : { text, tone: 'added' };
}
