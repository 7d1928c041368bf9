/** What is the same, folded into a line, and what was not compared at all. */
import type { Change } from '../../query/changes.ts';
import type { RunDiff } from '../../query/diff.ts';
import type { Section } from '../../query/side.ts';
import { formatCount } from '../format.ts';
import type { Block, SheetCell } from '../sheet/sheet.ts';

/** `command, 2 params, code, 52 packages`, below a heading of its own. */
export function sameLine(diff: RunDiff): Block[] {
  const {
    outcome = [],
    command,
    params = [],
    metrics = [],
    code,
    environment,
    inputs = [],
    artifacts = [],
  } = diff;
  const parts = [
    ...outcome.filter(({ key, state }) => key !== 'duration' && state === 'same').map(({ key }) => key),
    ...(command?.same ? ['command'] : []),
    ...counted(params, 'param'),
    ...counted(metrics, 'metric'),
    ...(code?.same ? ['code'] : []),
    ...counted(environment?.facts ?? [], 'fact of the environment', 'facts of the environment'),
    ...counted(environment?.packages ?? [], 'package'),
    ...counted(inputs, 'input'),
    ...counted(artifacts, 'artifact'),
  ];
  const lines: SheetCell[] = [
    ...(parts.length === 0 ? [] : [parts.join(', ')]),
    ...notCompared(diff).map(text => ({ text, tone: 'dim' }) as const),
  ];
  return lines.length === 0
    ? []
    : [
        { kind: 'heading', text: 'The same' },
        { kind: 'lines', lines: parts.length === 0 ? ['nothing', ...lines] : lines },
      ];
}

function counted(all: readonly Change<unknown>[], noun: string, plural = `${noun}s`): string[] {
  const alike = all.filter(({ state }) => state === 'same').length;
  if (alike === 0) return [];
  return [alike === all.length && alike > 1 ? `all ${alike} ${plural}` : formatCount(alike, noun, plural)];
}

function notCompared({ a, b, leftOut }: RunDiff): string[] {
  const none: Section[] = [...leftOut];
  if (none.length === 0) return [];
  const going = [a, b].filter(({ status }) => status === 'running').map(({ name }) => name);
  const why =
    b.id === undefined
      ? 'the work tree has none'
      : going.length > 0
        ? `${going.join(' and ')} ${going.length > 1 ? 'are' : 'is'} still going`
        : 'one of them has none';
  return [`not compared: ${none.join(', ')} (${why})`];
}
