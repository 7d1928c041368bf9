/** What clients log, as lines of our own event protocol. */
import { parseScalar } from '../../run/param.ts';
import type { Outcome } from '../../run/run.ts';
import type { RunId } from '../../run/run-id.ts';
import type { KeyValue } from './facts.ts';
import { NAME_TAG, NOTE_TAG, ownRunName } from './run-tags.ts';
import type { MetricWrite, Writes } from './tracked-run.ts';

/** A line for each. */
export function eventLines({ params = [], metrics = [], tags = [] }: Writes): string {
  const lines = [
    ...params.map(param => `{"param":{${JSON.stringify(param.key)}:${printParam(param)}}}\n`),
    ...metrics.map(printPoint),
    ...tags.map(({ key, value }) => `{"tag":{${JSON.stringify(key)}:${JSON.stringify(value)}}}\n`),
  ];
  return lines.join('');
}

/** How a run has ended, as its client says. */
export function endLine(end: Outcome): string {
  return `${JSON.stringify({ end })}\n`;
}

/** A line for a tag that is taken back. */
export function untagLine(key: string): string {
  return `${JSON.stringify({ untag: key })}\n`;
}

/** What tags say of a run's name and note, a line for each. */
export function wordLines(tags: readonly KeyValue[], id: RunId): string {
  const words = tags.flatMap(({ key, value }): object[] => {
    if (key === NAME_TAG) return [{ name: ownRunName(value, id) }];
    return key === NOTE_TAG ? [{ note: value }] : [];
  });
  return words.map(word => `${JSON.stringify(word)}\n`).join('');
}

/** A number where it prints as it was written, so that it is compared as one. */
function printParam({ value }: KeyValue): string {
  const scalar = parseScalar(value);
  const isNumber = typeof scalar === 'number' || typeof scalar === 'bigint';
  return isNumber && String(scalar) === value && Number.isFinite(Number(scalar))
    ? value
    : JSON.stringify(value);
}

function printPoint({ key, value, timestamp, step }: MetricWrite): string {
  const number = Object.is(value, -0) ? '-0.0' : String(value);
  return `{"metric":{${JSON.stringify(key)}:${number}},"step":${step},"time":${Number(timestamp) / 1000}}\n`;
}
