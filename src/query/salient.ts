/** Which params and metrics of many a list shows when nobody has said. */
import { printParam } from '../run/param.ts';
import type { RunRow } from '../run/run-row.ts';
import { own } from './lookup.ts';

/** The params that tell the rows apart, those of most rows first, at most n; of a single row all do. */
export function varyingParams(rows: readonly RunRow[], n: number): string[] {
  return keysByCount(rows.map(row => row.params))
    .filter(key => rows.length === 1 || varies(rows, key))
    .slice(0, n);
}

/** The metrics that most rows have, at most n. */
export function commonMetrics(rows: readonly RunRow[], n: number): string[] {
  return keysByCount(rows.map(row => row.metrics)).slice(0, n);
}

/** Every key of some records, the frequent ones first, equally frequent ones in order of appearance. */
export function keysByCount(records: readonly Readonly<Record<string, unknown>>[]): string[] {
  const counts = new Map<string, number>();
  for (const record of records) {
    for (const key of Object.keys(record)) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);
}

function varies(rows: readonly RunRow[], key: string): boolean {
  const values = rows.map(row => own(row.params, key));
  return new Set(values.map(param => param && printParam(param))).size > 1;
}

/**
 * The metric that runs are judged by, as far as names tell: one of validation or test data, else one that is no setting
 * and no clock; of these the one that most rows have.
 */
export function mainMetric(rows: readonly RunRow[]): string | undefined {
  const names = tellingMetrics(rows, Number.POSITIVE_INFINITY);
  return names.find(name => !isSetting(name) && wordsOf(name).some(word => JUDGED.has(word))) ?? names[0];
}

/** As `commonMetrics`, those that are settings or clocks last. */
export function tellingMetrics(rows: readonly RunRow[], n: number): string[] {
  return settingsLast(keysByCount(rows.map(row => row.metrics))).slice(0, n);
}

/** Names of metrics, those that are settings or clocks behind the others. */
export function settingsLast(names: readonly string[]): string[] {
  return [...names.filter(name => !isSetting(name)), ...names.filter(isSetting)];
}

function isSetting(name: string): boolean {
  return wordsOf(name).some(word => SETTINGS.has(word));
}

function wordsOf(name: string): string[] {
  return name.toLowerCase().split(/[^a-z]+/);
}

const JUDGED = new Set(['val', 'valid', 'validation', 'eval', 'test', 'dev']);
const SETTINGS = new Set([
  'lr',
  'rate',
  'epoch',
  'step',
  'time',
  'seconds',
  'grad',
  'gpu',
  'memory',
  'throughput',
]);
