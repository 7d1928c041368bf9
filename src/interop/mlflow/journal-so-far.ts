/** What a run in progress has said up to now, read from its journal as its end would be. */
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { eventFiles } from '../../capture/metrics/events.ts';
import { readLines } from '../../capture/metrics/lines.ts';
import type { LiveRun } from '../../record/live.ts';
import { type Event, readEvent } from '../../run/event.ts';
import { printParam } from '../../run/param.ts';
import type { Outcome } from '../../run/run.ts';
import { FACTS_FILE, type Facts, noFacts, readFacts, storedIdentity } from './facts.ts';
import type { Point } from './points.ts';

export interface SoFar {
  readonly params: ReadonlyMap<string, string>;
  readonly tags: ReadonlyMap<string, string>;
  /** Tags that were taken back. */
  readonly untagged: ReadonlySet<string>;
  /** In the order in which they were logged. */
  readonly series: ReadonlyMap<string, readonly Point[]>;
  readonly facts: Facts;
  readonly name?: string;
  readonly note?: string;
  /** Where it is the last that was said. */
  readonly end?: { readonly outcome: Outcome; readonly time: number };
}

interface Reading extends SoFar {
  readonly params: Map<string, string>;
  readonly tags: Map<string, string>;
  readonly untagged: Set<string>;
  readonly series: Map<string, Point[]>;
  name?: string;
  note?: string;
  end?: { readonly outcome: Outcome; readonly time: number };
}

/** Reads it. What is no event is passed over, and a journal that goes meanwhile ends there. */
export async function readSoFar({ path }: LiveRun): Promise<SoFar> {
  const facts = await readFile(join(path, 'artifacts', FACTS_FILE), 'utf8').then(readFacts, noFacts);
  const reading: Reading = {
    params: new Map(),
    tags: new Map(),
    untagged: new Set(),
    series: new Map(),
    facts,
  };
  for (const name of await eventFiles(path)) await readFileOf(reading, join(path, name)).catch(() => {});
  return reading;
}

async function readFileOf(reading: Reading, file: string): Promise<void> {
  const { mtimeMs } = await stat(file);
  const steps = new Map<string, number>();
  for await (const lines of readLines(file)) {
    for (const line of lines)
      for (const event of (line && readEvent(line)) || [])
        take(event, reading, { steps, time: Math.round(mtimeMs) });
  }
}

interface Place {
  /** The last step of each metric, by this writer. */
  readonly steps: Map<string, number>;
  /** When the file was written last: that of points that name none. */
  readonly time: number;
}

function take(event: Event, reading: Reading, { steps, time }: Place): void {
  delete reading.end;
  switch (event.kind) {
    case 'metric': {
      const { key, value, step = (steps.get(key) ?? -1) + 1 } = event;
      steps.set(key, step);
      const point = {
        value,
        step,
        timestamp: event.time === undefined ? time : Math.round(event.time * 1000),
      };
      const series = reading.series.get(key) ?? [];
      reading.series.set(key, series);
      series.push(reading.facts.points.get(storedIdentity(key, point))?.point ?? point);
      return;
    }
    case 'param':
      reading.params.set(event.key, printParam(event));
      return;
    case 'tag':
      reading.tags.set(event.key, event.value);
      reading.untagged.delete(event.key);
      return;
    case 'untag':
      reading.tags.delete(event.key);
      reading.untagged.add(event.key);
      return;
    case 'name':
      reading.name = event.name;
      return;
    case 'note':
      reading.note = event.text;
      return;
    case 'end':
      reading.end = { outcome: event.outcome, time };
  }
}
