/** The series of a run in progress, read on from its journal: only what was added since one looked last. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LiveRun } from '../../record/live.ts';
import { readLiveResources, samplesFile } from '../../record/live-resources.ts';
import { readEvent } from '../../run/event.ts';
import type { MetricSummary, Metrics } from '../../run/metric.ts';
import type { RunSeries } from '../../tui/desk.ts';
import { type AppendedLines, appendedLines } from './appended-lines.ts';
import { type GrowingSeries, growingSeries } from './growing-series.ts';
import { seriesOfChunks } from './series-of-chunks.ts';

export interface LiveSeries {
  /** Reads on. What was read stays when the journal is gone. Rejects with the system's errors. */
  look(): Promise<void>;
  /** By metric; what the job says itself goes before what is measured of it. */
  found(): ReadonlyMap<string, RunSeries>;
  /** What a list says of what the job has logged so far. */
  metrics(): Metrics;
}

/** Opens those of a journal; the run began at `started`, in ms since 1970. `now`: the time of points that name none. */
export function openLiveSeries(live: LiveRun, started: number, now: () => number): LiveSeries {
  const said = newSaid(started / 1000, now);
  const writers = new Map<string, Writer>();
  let measured: ReadonlyMap<string, RunSeries> = new Map();
  let bytes = 0;
  let turn: Promise<void> = Promise.resolve();
  const look = async () => {
    for (const name of await eventFiles(live.path)) {
      const writer = writers.get(name) ?? newWriter(join(live.path, name));
      writers.set(name, writer);
      for await (const lines of writer.lines.read()) for (const line of lines) said.hear(writer, line);
    }
    const { size } = await stat(samplesFile(live)).catch(() => ({ size: 0 }));
    if (size <= bytes) return;
    measured = seriesOfChunks(await readLiveResources(live, started), started);
    bytes = size;
  };
  return {
    look() {
      // Two who look at once would read the same lines.
      turn = turn.catch(() => {}).then(look);
      return turn;
    },
    found: () => new Map([...measured, ...said.found()]),
    metrics: said.metrics,
  };
}

/** One who writes events, and counts the steps of what it names no steps for. */
interface Writer {
  readonly lines: AppendedLines;
  readonly steps: Map<string, number>;
}

function newWriter(file: string): Writer {
  return { lines: appendedLines(file), steps: new Map() };
}

/** `start` is in seconds since 1970, `now` gives ms. */
function newSaid(start: number, now: () => number) {
  const series = new Map<string, GrowingSeries>();
  return {
    hear({ steps }: Writer, line: string): void {
      for (const event of readEvent(line) ?? []) {
        if (event.kind !== 'metric') continue;
        const step = event.step ?? (steps.get(event.key) ?? -1) + 1;
        steps.set(event.key, step);
        const of = series.get(event.key) ?? growingSeries();
        series.set(event.key, of);
        of.add(step, (event.time ?? now() / 1000) - start, event.value);
      }
    },
    found: () => [...series].map(([key, of]) => [key, of.series()] as const),
    metrics(): Metrics {
      const all: Record<string, MetricSummary> = Object.create(null);
      for (const [key, of] of series) {
        const summary = of.summary();
        if (summary !== undefined) all[key] = summary;
      }
      return all;
    },
  };
}

/** What the job and its other processes write; none where the journal is gone. */
async function eventFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => []);
  const files = entries.filter(entry => entry.isFile() && /^events(?:\.|$)/.test(entry.name));
  return files.map(({ name }) => name).sort();
}
