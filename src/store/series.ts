/** Metric series as they are stored: lines of MetricChunk, read as they stream by. */

import { CorruptRecordError } from '../run/errors.ts';
import { type Json, parseCanonical } from '../run/json.ts';
import type { MetricChunk } from '../run/metric.ts';

/** Characters of a line: far more than a chunk of points takes. */
const LONGEST = 2 ** 24;

/** Reads `metrics/<writer>.ndjson`. Throws CorruptRecordError. */
export async function* readSeries(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<MetricChunk> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of bytes) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n');
    rest = lines.pop() as string;
    if (rest.length > LONGEST) throw new CorruptRecordError('a metric series', 'a line of it has no end');
    for (const line of lines) yield chunkOf(line);
  }
  if (rest !== '') yield chunkOf(rest);
}

function chunkOf(line: string): MetricChunk {
  let chunk: Json;
  try {
    chunk = parseCanonical(line);
  } catch (cause) {
    throw new CorruptRecordError('a metric series', 'a line of it is not JSON', { cause });
  }
  const { key, step, value, time } = (chunk ?? {}) as unknown as MetricChunk;
  if (typeof key === 'string' && [value, step, time].every(column => isColumn(column, value.length))) {
    return { key, step, value, time };
  }
  throw new CorruptRecordError('a metric series', 'a line of it has columns of unequal length');
}

function isColumn(column: unknown, length: number): boolean {
  return Array.isArray(column) && column.length === length && column.every(item => typeof item === 'number');
}
