/**
 * All that the endpoint knows: the runs that its clients are writing, and those that have ended, in Git. A run whose
 * client says that it has ended becomes a commit shortly afterwards, since clients say that and still go on for a moment.
 */
import type { Experiment } from '../../run/experiment.ts';
import type { Outcome } from '../../run/run.ts';
import type { RunId } from '../../run/run-id.ts';
import { loadTip } from '../../store/list.ts';
import { newRunId } from '../../store/new-id.ts';
import { findTip } from '../../store/tips.ts';
import { beginRun } from './begin-run.ts';
import { EndedRows } from './ended-rows.ts';
import { EndedRun } from './ended-run.ts';
import { absent, invalid } from './errors.ts';
import { Experiments } from './experiments.ts';
import { type HostRun, openHostRun } from './host-run.ts';
import { goingRuns, leftRuns } from './journals-here.ts';
import { LatestPoints } from './latest-points.ts';
import type { NewRun, OpenRun } from './open-run.ts';
import { Registry } from './registry.ts';
import { reopenRun } from './reopen-run.ts';
import { RunIds } from './run-ids.ts';
import { PARENT_TAG } from './run-tags.ts';
import type { TrackedRun } from './tracked-run.ts';
import type { World } from './world.ts';

export interface TrackingOptions {
  /** How long a run that is over may still be written to: ms. */
  readonly patience: number;
  /** A run that is being recorded: the first run that a client begins by itself is that one. */
  readonly host?: HostRun;
}

interface Entry {
  readonly run: OpenRun;
  /** Who records it stores it. */
  readonly isHosts?: boolean;
  /** Until it becomes a commit. */
  timer?: NodeJS.Timeout;
  /** While it does. */
  ending?: Promise<void>;
}

export class Tracking {
  readonly world: World;
  readonly experiments: Experiments;
  readonly ids: RunIds;
  readonly latest: LatestPoints;
  readonly ended: EndedRows;
  readonly registry: Registry;
  readonly #options: TrackingOptions;
  readonly #open = new Map<RunId, Entry>();
  /** One run after the other is stored: each keeps every processor busy. */
  #storing: Promise<void> = Promise.resolve();
  readonly #turns = new Map<RunId, Promise<void>>();
  #isClosed = false;

  constructor(world: World, options: TrackingOptions = { patience: 1000 }) {
    this.world = world;
    this.experiments = new Experiments(world);
    this.latest = new LatestPoints(world.repository);
    this.ids = new RunIds(world.repository, id => this.#open.has(id));
    this.ended = new EndedRows(world.repository.place);
    this.registry = new Registry(world);
    this.#options = options;
  }

  /** Begins a run. */
  async create(asked: Omit<NewRun, 'id'>): Promise<TrackedRun> {
    if (this.#isClosed) throw invalid('The server is stopping and begins no more runs.');
    const { host } = this.#options;
    if (host !== undefined && !this.#open.has(host.id) && !isNested(asked)) {
      const run = await openHostRun(this.world, host, asked);
      this.#open.set(host.id, { run, isHosts: true });
      return run;
    }
    const id = newRunId(asked.started);
    const named = asked.tags.find(({ key }) => key === PARENT_TAG)?.value;
    const parent = (named === undefined ? undefined : await this.ids.idOf(named)) ?? host?.id;
    const run = await beginRun(this.world, { ...asked, id, parent });
    this.#open.set(id, { run });
    return run;
  }

  /** Takes up the runs whose server was killed, so that clients that ask again go on with them. Returns how many. */
  async reopen(): Promise<number> {
    const left = await leftRuns(this.world);
    for (const entry of left) {
      const { id, name } = entry.plan.experiment;
      const run = await reopenRun(this.world, entry, await this.experiments.nameNow(id, name));
      if (run === undefined) continue;
      this.#open.set(run.id, { run });
      this.settle(run.id);
    }
    return this.#open.size;
  }

  /** The runs that others are recording now, to be read. */
  going(): Promise<readonly TrackedRun[]> {
    return goingRuns(this.world, this.experiments, id => !this.#open.has(id));
  }

  /** The runs that are being written. */
  get open(): readonly OpenRun[] {
    return [...this.#open.values()].map(({ run }) => run);
  }

  /** A run to be read. Throws MlflowError where there is none. */
  async find(text: string): Promise<TrackedRun> {
    const id = await this.ids.idOf(text);
    const entry = id === undefined ? undefined : this.#open.get(id);
    return entry?.run ?? this.#findElsewhere(text, id);
  }

  /**
   * Writes to a run, once it is not just being stored. Of one that has ended one change is made after the other: each
   * begins with what the last one left. Throws MlflowError where there is no such run, or it is deleted.
   */
  async change<T>(text: string, work: (run: TrackedRun) => Promise<T>, { deleted = false } = {}): Promise<T> {
    const id = await this.ids.idOf(text);
    const entry = id === undefined ? undefined : this.#open.get(id);
    await entry?.ending;
    const begin = async () => {
      const run = await this.find(text);
      if (!deleted && (await run.isDeleted()))
        throw invalid(`The run ${text} must be in the 'active' state. Current state is deleted.`);
      return work(run);
    };
    return id === undefined || this.#open.has(id) ? begin() : this.#inTurn(id, begin);
  }

  async #inTurn<T>(id: RunId, work: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(work);
    const done = turn.then(
      () => {},
      () => {},
    );
    this.#turns.set(id, done);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(id) === done) this.#turns.delete(id);
    }
  }

  async #findElsewhere(text: string, id: RunId | undefined): Promise<TrackedRun> {
    const { repository } = this.world;
    const tip = id === undefined ? undefined : await findTip(repository, id);
    if (tip === undefined) {
      const [going] = await goingRuns(this.world, this.experiments, one => one === id);
      if (going !== undefined) return going;
      throw absent(`Run with id=${text} not found`);
    }
    const loaded = await loadTip(repository, tip);
    const { id: experiment, name } = loaded.run.experiment;
    return new EndedRun(this.world, loaded, await this.experiments.nameNow(experiment, name));
  }

  /** Has a run that is over become a commit, and one that goes on again not. */
  settle(id: RunId): void {
    const entry = this.#open.get(id);
    if (entry === undefined || entry.isHosts) return;
    clearTimeout(entry.timer);
    if (entry.run.isOver)
      entry.timer = setTimeout(() => void this.#store(entry, FINISHED), this.#options.patience);
  }

  #store(entry: Entry, outcome: Outcome): Promise<void> {
    clearTimeout(entry.timer);
    entry.ending ??= this.#storing.then(async () => {
      try {
        await entry.run.end(outcome);
        this.#open.delete(entry.run.id);
      } catch (error) {
        // Its journal is kept; here it stays what it was, to be read.
        this.world.say(`git-run: ${(error as Error).message}`);
      }
    });
    this.#storing = entry.ending;
    return entry.ending;
  }

  /** All runs become commits: those that are still being written ended as `outcome` says. No more are begun. */
  async close(outcome: Outcome): Promise<void> {
    this.#isClosed = true;
    const entries = [...this.#open.values()];
    for (const { run, isHosts } of entries) if (isHosts) run.release();
    await Promise.all(entries.filter(({ isHosts }) => !isHosts).map(entry => this.#store(entry, outcome)));
  }
}

function isNested({ tags }: Pick<NewRun, 'tags'>): boolean {
  return tags.some(({ key }) => key === PARENT_TAG);
}

const FINISHED: Outcome = { status: 'finished', exitCode: 0 };

/** Throws MlflowError where an experiment is in the trash. */
export function checkActive(experiment: Experiment, id: string): void {
  if (experiment.removed)
    throw invalid(`The experiment ${id} must be in the 'active' state. Current state is deleted.`);
}
