/** The points of a run that is being written, in memory. */
import { compareInTime, identity, latestOf, type Point } from './points.ts';
import type { MetricWrite } from './tracked-run.ts';

/** Points that are remembered as there already: a client asks again within minutes. */
const REMEMBERED = 20_000;

export class LoggedPoints {
  readonly #series = new Map<string, Point[]>();
  readonly #latest: Map<string, Point>;
  #seen = new Set<string>();
  #seenBefore = new Set<string>();

  /** `latest` has what was known of metrics before. */
  constructor(latest: ReadonlyMap<string, Point> = new Map()) {
    this.#latest = new Map(latest);
  }

  /** The latest value of each metric. */
  get latest(): ReadonlyMap<string, Point> {
    return this.#latest;
  }

  /** Those that are not there yet, each once: a client that got no answer sends them again. */
  fresh(metrics: readonly MetricWrite[]): MetricWrite[] {
    const own = new Set<string>();
    return metrics.filter(metric => {
      const id = identity(metric.key, metric);
      const isThere = this.#seen.has(id) || this.#seenBefore.has(id) || own.has(id);
      own.add(id);
      return !isThere;
    });
  }

  add({ key, ...point }: MetricWrite): void {
    const series = this.#series.get(key);
    if (series === undefined) this.#series.set(key, [point]);
    else series.push(point);
    this.#latest.set(key, latestOf(this.#latest.get(key), point));
    this.#seen.add(identity(key, point));
    if (this.#seen.size < REMEMBERED) return;
    this.#seenBefore = this.#seen;
    this.#seen = new Set();
  }

  /** In the order of time. */
  history(key: string): Point[] {
    return [...(this.#series.get(key) ?? [])].sort(compareInTime);
  }
}
