/** Metrics in files the job wrote: JSON and the like as trees of numbers, CSV and NDJSON as rows. */
import { stat } from 'node:fs/promises';
import { isLeaf, type Tree, type TreeMap, treeOfJson } from '../../run/flatten.ts';
import { parseTolerant } from '../../run/json.ts';
import type { Problem } from '../../run/run.ts';
import type { CaptureSource, EndedContext, Findings } from '../capture.ts';
import { changedSince } from '../files/found-file.ts';
import { type DiskFile, findFiles, onDisk } from '../files/glob.ts';
import { isTreeFile, readTree } from '../params/tree-file.ts';
import { fewProblems, whyUnreadable } from '../problems.ts';
import { readLines } from './lines.ts';
import { writerName } from './metric-series.ts';
import { type Row, stepNameOf, tableReader } from './table.ts';

/** Points are kept under the file's path as the writer's name, so that two files with the same keys stay apart. */
export const metricsFiles: CaptureSource = {
  name: 'metrics-files',
  async after({ workTree, settings, started, metrics }): Promise<Findings> {
    const problems: Problem[] = [];
    for await (const file of findFiles(workTree, settings.metricFiles)) {
      const found = await stat(onDisk(file.file)).catch(() => undefined);
      // What an earlier run left would be recorded as this one's.
      if (found === undefined || !found.isFile() || !changedSince(found, started)) continue;
      const why = await readMetrics(file, metrics);
      if (why !== undefined) problems.push({ code: 'unreadable-metrics', message: `${file.path}${why}` });
    }
    return { problems: fewProblems(problems) };
  },
};

type Add = (key: string, value: number, step?: number) => void;

/** Says what could not be read, to be put behind the file's path. */
async function readMetrics(
  { path, file }: DiskFile,
  metrics: EndedContext['metrics'],
): Promise<string | undefined> {
  const writer = writerName(path);
  const add: Add = (key, value, step) => metrics.add(writer, key, value, step);
  try {
    if (/\.[ct]sv$/i.test(file))
      return await readRows(file, add, tableReader(/\.tsv$/i.test(file) ? '\t' : ','));
    if (/\.(?:ndjson|jsonl)$/i.test(file)) return await readRows(file, add, recordOf);
    if (!isTreeFile(file)) return ': only CSV, TSV, NDJSON, JSON, YAML and TOML are understood';
    const reading = await readTree(file);
    if ('tree' in reading) return addTree(add, reading.tree, '');
    // Some programs write a record a line into a `.json`.
    const rows = /\.json$/i.test(file) ? await readRows(file, add, recordOf) : NO_ROWS;
    if (rows !== NO_ROWS) return rows;
    return `${reading.line === undefined ? '' : `:${reading.line}`}: ${reading.why}`;
  } catch (error) {
    return `: ${whyUnreadable(error)}`;
  }
}

const NO_ROWS = ':1: neither a header nor a record';

/** Reads line by line; `undefined` of `read` is a line that is no row. */
async function readRows(
  file: string,
  add: Add,
  read: (line: string) => Row | undefined,
): Promise<string | undefined> {
  let [number, bad, firstBad] = [0, 0, 0];
  for await (const lines of readLines(file)) {
    for (const line of lines) {
      number++;
      if (line?.trim() === '') continue;
      const row = line === undefined ? undefined : read(line);
      if (row === undefined) {
        bad++;
        firstBad ||= number;
        // A file that does not begin as rows is none of rows.
        if (number === 1) return NO_ROWS;
      } else for (const [key, value] of row.values) add(key, value, row.step);
    }
  }
  return bad === 0 ? undefined : `:${firstBad}: ${bad} of ${number} lines could not be read`;
}

function recordOf(line: string): Row | undefined {
  try {
    const tree = treeOfJson(parseTolerant(line));
    return tree instanceof Map ? rowOf(tree, '') : undefined;
  } catch {
    return undefined;
  }
}

/** Numbers are points, lists of numbers and lists of records are series. */
function addTree(add: Add, tree: Tree, key: string): undefined {
  if (isLeaf(tree)) addPoint(add, tree.value, key);
  else if (tree instanceof Map) for (const [name, item] of tree) addTree(add, item, dotted(key, name));
  else {
    for (const [index, item] of (tree as readonly Tree[]).entries()) {
      if (isLeaf(item)) addPoint(add, item.value, key, index);
      else if (item instanceof Map) {
        const row = rowOf(item, key);
        for (const [name, value] of row.values) add(name, value, row.step ?? index);
      } else addTree(add, item, dotted(key, String(index)));
    }
  }
}

function addPoint(add: Add, value: unknown, key: string, step?: number): void {
  if (typeof value === 'number' || typeof value === 'bigint') add(key || 'value', Number(value), step);
}

function rowOf(record: TreeMap, prefix: string): Row {
  const stepName = stepNameOf([...record.keys()]);
  const values: [string, number][] = [];
  let step: number | undefined;
  for (const [name, item] of record) {
    if (name !== stepName) addTree((key, value) => values.push([key, value]), item, dotted(prefix, name));
    else if (isLeaf(item) && typeof item.value === 'number') step = item.value;
  }
  return step === undefined ? { values } : { values, step };
}

function dotted(prefix: string, name: string): string {
  return prefix === '' ? name : `${prefix}.${name}`;
}
