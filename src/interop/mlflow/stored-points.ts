/** The points of a run that has ended, as its commit has them: what was recorded, and what each attempt added. */
import type { ReadableObjects } from '../../git/readable.ts';
import type { LoadedRun } from '../../store/load.ts';
import { readRunSeries } from '../../store/run-series.ts';
import { type Facts, pointsIn } from './facts.ts';
import { compareInTime, distinct, identity, latestOf, type Point } from './points.ts';
import type { MetricWrite } from './tracked-run.ts';
import { compareInt64, type Int64 } from './wire.ts';

/** What is asked of a series again and again. */
interface Summary {
  readonly latest: Point;
  /** The newest time of all its points. */
  readonly newest: Int64;
}

export class StoredPoints {
  readonly #objects: ReadableObjects;
  readonly #run: LoadedRun;
  readonly #facts: () => Promise<Facts>;
  #summaries: Promise<ReadonlyMap<string, Summary>> | undefined;
  readonly #identities = new Map<string, Promise<ReadonlySet<string>>>();

  constructor(objects: ReadableObjects, run: LoadedRun, facts: () => Promise<Facts>) {
    this.#objects = objects;
    this.#run = run;
    this.#facts = facts;
  }

  /** In the order of time; a point that two attempts have is one. */
  async history(key: string): Promise<Point[]> {
    const points: Point[] = [];
    for await (const found of this.#read()) if (found.key === key) points.push(found.point);
    const isJoined = this.#run.annotations.some(({ edit }) => edit.kind === 'continue');
    return (isJoined ? distinct(key, points) : points).sort(compareInTime);
  }

  /** The latest value of each metric. */
  async latest(): Promise<Map<string, Point>> {
    return new Map([...(await this.#summarised())].map(([key, { latest }]) => [key, latest]));
  }

  /** Those that are not there yet. */
  async fresh(metrics: readonly MetricWrite[]): Promise<readonly MetricWrite[]> {
    const summaries = await this.#summarised();
    const isNew = async (metric: MetricWrite) => {
      const known = summaries.get(metric.key);
      // What is logged now is newer than all that was logged before.
      if (known === undefined || compareInt64(metric.timestamp, known.newest) > 0) return true;
      return !(await this.#identitiesOf(metric.key)).has(identity(metric.key, metric));
    };
    const found = await Promise.all(metrics.map(isNew));
    return metrics.filter((_, at) => found[at]);
  }

  #identitiesOf(key: string): Promise<ReadonlySet<string>> {
    const known =
      this.#identities.get(key) ??
      this.history(key).then(points => new Set(points.map(point => identity(key, point))));
    this.#identities.set(key, known);
    return known;
  }

  #summarised(): Promise<ReadonlyMap<string, Summary>> {
    this.#summaries ??= this.#summarise();
    return this.#summaries;
  }

  async #summarise(): Promise<ReadonlyMap<string, Summary>> {
    const summaries = new Map<string, Summary>();
    for await (const { key, point } of this.#read()) {
      const before = summaries.get(key);
      const { timestamp } = point;
      const isNewest = before === undefined || compareInt64(timestamp, before.newest) > 0;
      const newest = isNewest ? timestamp : before.newest;
      summaries.set(key, { latest: latestOf(before?.latest, point), newest });
    }
    return summaries;
  }

  async *#read(): AsyncGenerator<{ readonly key: string; readonly point: Point }> {
    const facts = await this.#facts();
    for await (const { chunk } of readRunSeries(this.#objects, [this.#run.commit]))
      for (const point of pointsIn(chunk, facts)) yield { key: chunk.key, point };
  }
}
