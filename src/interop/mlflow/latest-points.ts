/**
 * What the index does not tell of runs that have ended: when the latest point of each metric was logged, and what went
 * in and out. It is read from Git for all runs of a page at once, and remembered: a commit never changes.
 */
import type { Repository } from '../../git/repository.ts';
import { ATTEMPTS } from '../../run/attempt.ts';
import type { RunRow } from '../../run/run-row.ts';
import { readRunSeries } from '../../store/run-series.ts';
import { FACTS_FILE, type Facts, noFacts, pointsIn, readFacts } from './facts.ts';
import { latestOf, type Point } from './points.ts';
import { laterFacts } from './stored-facts.ts';

export interface Told {
  /** The latest point of each metric; absent where that would take too long to find. */
  readonly metrics?: ReadonlyMap<string, Point>;
  readonly facts: Facts;
}

/** A row of a run that has ended. */
type EndedRow = RunRow & { readonly commit: string };

/** Runs that are remembered. */
const MOST_RUNS = 20_000;
/** Characters of facts that are: data sets can bring their schemas along. */
const MOST_FACTS = 10_000;
/** Points of a run: one that has more is told with the last value of its record, and the time of its end. */
const MOST_POINTS = 100_000;

export class LatestPoints {
  readonly #objects: Repository['objects'];
  readonly #known = new Map<string, Told>();

  constructor({ objects }: Pick<Repository, 'objects'>) {
    this.#objects = objects;
  }

  /** Of each run that has ended, by its commit. */
  async of(rows: readonly RunRow[]): Promise<ReadonlyMap<string, Told>> {
    const ended = rows.filter(isEnded);
    const found = new Map<string, Told>();
    for (const { commit } of ended) {
      const known = this.#known.get(commit);
      if (known !== undefined) found.set(commit, known);
    }
    const missing = ended.filter(({ commit }) => !found.has(commit));
    const texts = await this.#factsOf(missing);
    const metrics = await this.#pointsOf(missing, texts);
    for (const { commit } of missing) {
      const { facts, length } = texts.get(commit) ?? NONE;
      const told = { facts, ...(metrics.has(commit) ? { metrics: metrics.get(commit) as Metrics } : {}) };
      found.set(commit, told);
      if (length <= MOST_FACTS) this.#remember(commit, told);
    }
    return found;
  }

  /** What went in and out of each run that has ended, by its commit; of those that have nothing to tell there is none. */
  async factsOf(rows: readonly RunRow[]): Promise<ReadonlyMap<string, Facts>> {
    const texts = await this.#factsOf(rows.filter(isEnded));
    return new Map([...texts].map(([commit, { facts }]) => [commit, facts]));
  }

  #remember(commit: string, told: Told): void {
    if (this.#known.size >= MOST_RUNS) this.#known.clear();
    this.#known.set(commit, told);
  }

  async #factsOf(rows: readonly EndedRow[]): Promise<Map<string, ReadFacts>> {
    const asked = rows.filter(({ artifacts }) => artifacts.count > 0).map(({ commit }) => commit);
    const blobs = await this.#objects.read(asked.map(commit => `${commit}:artifacts/${FACTS_FILE}`));
    const recorded = new Map(asked.map((commit, at) => [commit, blobs[at]?.content]));
    const commits = rows.map(({ commit }) => commit);
    const attempts = await this.#objects.read(commits.map(commit => `${commit}:${ATTEMPTS.slice(0, -1)}`));
    const found = new Map<string, ReadFacts>();
    for (const [at, commit] of commits.entries()) {
      const later = attempts[at] === undefined ? [] : await laterFacts(this.#objects, commit);
      const content = Buffer.concat([recorded.get(commit) ?? [], later].flat());
      if (content.length === 0) continue;
      found.set(commit, { facts: readFacts(content.toString()), length: content.length });
    }
    return found;
  }

  async #pointsOf(
    rows: readonly EndedRow[],
    facts: ReadonlyMap<string, ReadFacts>,
  ): Promise<Map<string, Metrics>> {
    const asked = rows.filter(row => pointCount(row) <= MOST_POINTS).map(({ commit }) => commit);
    const found = new Map(asked.map(commit => [commit, new Map<string, Point>()]));
    for await (const { commit, chunk } of readRunSeries(this.#objects, asked)) {
      const metrics = found.get(commit) as Map<string, Point>;
      let latest = metrics.get(chunk.key);
      const told = facts.get(commit) ?? NONE;
      for (const point of pointsIn(chunk, told.facts)) latest = latestOf(latest, point);
      if (latest !== undefined) metrics.set(chunk.key, latest);
    }
    return found;
  }
}

type Metrics = ReadonlyMap<string, Point>;

interface ReadFacts {
  readonly facts: Facts;
  /** Characters. */
  readonly length: number;
}

const NONE: ReadFacts = { facts: noFacts(), length: 0 };

function isEnded(row: RunRow): row is EndedRow {
  return row.commit !== undefined;
}

function pointCount({ metrics }: RunRow): number {
  return Object.values(metrics).reduce((sum, { count }) => sum + count, 0);
}
