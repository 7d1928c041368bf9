/** Runs as `mlflow experiments csv` writes them: as pandas prints a table of them. */
import { pythonFloat } from './python-json.ts';
import type { MlflowRun } from './run-json.ts';
import type { Int64 } from './wire.ts';

const INFO = ['run_id', 'experiment_id', 'status', 'artifact_uri', 'start_time', 'end_time'] as const;
const KINDS = ['metrics', 'params', 'tags'] as const;

/** Prints them with a header; a run's missing keys are empty. */
export function printRunsCsv(runs: readonly MlflowRun[]): string {
  const keys = KINDS.map(kind => keysOf(runs, kind));
  const header = [...INFO, ...KINDS.flatMap((kind, at) => (keys[at] ?? []).map(key => `${kind}.${key}`))];
  const started = timesOf(runs.map(({ info }) => info.start_time));
  const ended = timesOf(runs.map(({ info }) => info.end_time));
  const records = runs.map(({ info, data }, at) => {
    const { run_id, experiment_id, status, artifact_uri } = info;
    const cells = KINDS.flatMap((kind, which) => {
      const values = new Map(data[kind].map(({ key, value }) => [key, value] as const));
      return (keys[which] ?? []).map(key => cellOf(values.get(key)));
    });
    return [run_id, experiment_id, status, artifact_uri, started[at] ?? '', ended[at] ?? '', ...cells];
  });
  return [header, ...records].map(record => `${record.map(quoted).join(',')}\n`).join('');
}

/** In the order in which the runs bring them. */
function keysOf(runs: readonly MlflowRun[], kind: (typeof KINDS)[number]): string[] {
  return [...new Set(runs.flatMap(({ data }) => data[kind].map(({ key }) => key)))];
}

/** NaN is nothing, as where there is no value. */
function cellOf(value: string | number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  if (typeof value === 'string') return value;
  return Number.isFinite(value) ? pythonFloat(value) : value > 0 ? 'inf' : '-inf';
}

/** In UTC; all of a column with ms, where any has them. */
function timesOf(all: readonly (Int64 | undefined)[]): string[] {
  const times = all.map(time => (time === undefined ? undefined : Number(time)));
  const isWhole = times.every(time => time === undefined || time % 1000 === 0);
  return times.map(time => {
    if (time === undefined) return '';
    const text = new Date(time).toISOString().replace('T', ' ').replace('Z', '');
    return `${isWhole ? text.slice(0, -4) : text}+00:00`;
  });
}

/** As Python's csv module does: where it must be. */
function quoted(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}
