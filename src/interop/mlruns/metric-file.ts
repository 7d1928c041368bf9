/** Metric files: a line a point, `timestamp value step`, its numbers as Python prints them. */
import { type Int64, readInt64 } from '../mlflow/wire.ts';
import type { DatasetStretch, MetricHistory } from '../mlflow-runs/mlflow-run.ts';
import { printPythonFloat } from '../mlflow-runs/python-float.ts';

export interface ReadMetric {
  readonly history: MetricHistory;
  /** What of it is no point, or not exact: ends of sentences that begin with the file's path. */
  readonly losses: readonly string[];
}

const FLOAT = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/i;
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);

/** So many odd lines of one file are told one by one. */
const TOLD = 3;

/** Reads a file. Lines of two fields have step 0; behind the step may stand a data set's name and its digest. */
export function parseMetric(key: string, text: string): ReadMetric {
  const columns: Points = { step: [], value: [], timestamp: [], stretches: [] };
  const losses: string[] = [];
  const lines = text.split('\n');
  const last = lines.pop() as string;
  // Who was killed as it wrote left part of a line, which may read as one of fewer fields.
  if (last !== '' && fieldsOf(last).length >= fieldsOf(lines.at(-1) ?? '').length) lines.push(last);
  else if (last.trim() !== '') losses.push('ends within a line, which is left out');
  let odd = 0;
  for (const [index, line] of lines.entries()) {
    const fields = fieldsOf(line);
    if (fields.length === 0) continue;
    const point = pointOf(fields);
    if (point === undefined) {
      if (odd++ < TOLD) losses.push(`has no point in line ${index + 1}, which is left out`);
    } else add(columns, point);
  }
  if (odd > TOLD) losses.push(`has ${odd - TOLD} more lines with no point`);
  const { step, value, timestamp, stretches } = columns;
  const datasets = stretches.some(({ name }) => name !== undefined) ? { datasets: stretches } : {};
  return { history: { key, step, value, timestamp, ...datasets }, losses };
}

interface Points {
  readonly step: Int64[];
  readonly value: number[];
  readonly timestamp: Int64[];
  readonly stretches: DatasetStretch[];
}

interface Point {
  readonly timestamp: Int64;
  readonly value: number;
  readonly step: Int64;
  readonly name?: string;
  readonly digest?: string;
}

function fieldsOf(line: string): string[] {
  return line.split(/\s+/).filter(field => field !== '');
}

function pointOf(fields: readonly string[]): Point | undefined {
  const [time = '', number = '', step = '0', ...dataset] = fields;
  const value = SPECIAL.get(number) ?? (FLOAT.test(number) ? Number(number) : undefined);
  if (value === undefined || !/^-?\d+$/.test(time) || !/^-?\d+$/.test(step)) return undefined;
  const [timestamp, at] = [readInt64(time), readInt64(step)];
  if (timestamp === undefined || at === undefined || dataset.length === 1) return undefined;
  const point = { timestamp, value, step: at };
  if (dataset.length === 0) return point;
  // A name may have blanks in it, a digest has none.
  return { ...point, name: dataset.slice(0, -1).join(' '), digest: dataset.at(-1) as string };
}

function add(columns: Points, { timestamp, value, step, name, digest }: Point): void {
  columns.step.push(step);
  columns.value.push(value);
  columns.timestamp.push(timestamp);
  const { stretches } = columns;
  const last = stretches.at(-1);
  if (last !== undefined && last.name === name && last.digest === digest)
    stretches[stretches.length - 1] = { ...last, points: last.points + 1 };
  else stretches.push({ points: 1, ...(name === undefined || digest === undefined ? {} : { name, digest }) });
}

/** Prints a file. */
export function printMetric({ step, value, timestamp, datasets = [] }: MetricHistory): string {
  const lines: string[] = [];
  let [stretch, left] = [0, datasets[0]?.points ?? Number.POSITIVE_INFINITY];
  for (const [at, number] of value.entries()) {
    if (left === 0) left = datasets[++stretch]?.points ?? Number.POSITIVE_INFINITY;
    left--;
    const { name, digest } = datasets[stretch] ?? {};
    const dataset = name === undefined ? '' : ` ${name} ${digest}`;
    lines.push(`${integer(timestamp[at])} ${printPythonFloat(number)} ${integer(step[at])}${dataset}\n`);
  }
  return lines.join('');
}

/** Without an exponent, however large. */
function integer(number: Int64 = 0): string {
  return (typeof number === 'bigint' ? number : BigInt(Math.round(number))).toString();
}
