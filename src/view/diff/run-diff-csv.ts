/** A comparison of two as a flat table for other programs: a line for every key, also those that are the same. */
import type { Change } from '../../query/changes.ts';
import type { RunDiff } from '../../query/diff.ts';
import type { Leaf } from '../../run/flatten.ts';
import { csv } from '../csv.ts';
import { shellQuote } from '../shell-quote.ts';
import type { CodeView } from './code.ts';

const HEADER = ['section', 'key', 'state', 'a', 'b', 'difference', 'relative', 'better'];

/** Prints a comparison. Of files the digests are told, of metrics the last values; nothing stands where a side has nothing. */
export function printRunDiffCsv(diff: RunDiff, code?: CodeView): string {
  const { outcome, command, params, metrics = [], environment, inputs = [], artifacts = [] } = diff;
  return csv(HEADER, [
    ...leaves('outcome', outcome),
    ...(command
      ? [line('command', stateOf(command.same), shellQuote(command.a.argv), shellQuote(command.b.argv))]
      : []),
    ...leaves('params', params),
    ...metrics.map(({ key, state, a, b, difference, relative, better }) => [
      ...['metrics', key, state, ...[a?.last, b?.last, difference, relative].map(number)],
      better ?? '',
    ]),
    ...(diff.code ? [line('code', stateOf(diff.code.same), diff.code.a, diff.code.b)] : []),
    ...(code?.files ?? []).map(({ path, from = path, state }) => [
      ...['code', path, state, state === 'added' ? '' : from, state === 'removed' ? '' : path, '', '', ''],
    ]),
    ...leaves('environment', environment?.facts),
    ...leaves('packages', environment?.packages),
    ...files('inputs', inputs),
    ...files('artifacts', artifacts),
  ]);
}

function line(section: string, state: string, a: string, b: string): string[] {
  return [section, '', state, a, b, '', '', ''];
}

function stateOf(same: boolean): string {
  return same ? 'same' : 'changed';
}

function leaves(section: string, all: readonly Change<Leaf>[] = []): string[][] {
  const text = (leaf: Leaf | undefined) => (leaf === undefined ? '' : String(leaf.value));
  return all.map(({ key, state, a, b }) => [section, key, state, text(a), text(b), '', '', '']);
}

function files(section: string, all: readonly Change<{ sha256?: string; size: number }>[]): string[][] {
  const text = (file: { sha256?: string; size: number } | undefined) =>
    file?.sha256 ?? String(file?.size ?? '');
  return all.map(({ key, state, a, b }) => [section, key, state, text(a), text(b), '', '', '']);
}

function number(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}
