/**
 * All that the endpoint knows: the runs that its clients are writing, and those that have ended, in Git. A run whose
 * client says that it has ended becomes a commit shortly afterwards, since clients say that and still go on for a moment.
 */
import { recoverContinuations } from '../../record/recover.ts';
import type { Experiment } from '../../run/experiment.ts';
import type { Outcome } from '../../run/run.ts';
import type { RunId } from '../../run/run-id.ts';
import { loadTip } from '../../store/list.ts';
import { newRunId } from '../../store/new-id.ts';
import { findTip } from '../../store/tips.ts';
import { beginRun } from './begin-run.ts';
import { ContinuedRun, continueRun } from './continued-run.ts';
import { EndedRows } from './ended-rows.ts';
import { EndedRun } from './ended-run.ts';
import { absent, invalid } from './errors.ts';
import { Experiments } from './experiments.ts';
import { type HostRun, type TakeHostRun, takeHostRun } from './host-run.ts';
import { inTurn } from './in-turn.ts';
import { goingRuns, leftRuns } from './journals-here.ts';
import { LatestPoints } from './latest-points.ts';
import type { NewRun } from './open-run.ts';
import { Registry } from './registry.ts';
import { reopenRun } from './reopen-run.ts';
import { RunIds } from './run-ids.ts';
import { PARENT_TAG } from './run-tags.ts';
import type { HeldRun, TrackedRun } from './tracked-run.ts';
import { Turns } from './turns.ts';
import type { World } from './world.ts';

export interface TrackingOptions {
  /** How long a run that is over may still be written to: ms. */
  readonly patience: number;
  /** How long nobody may write to a run that had ended, and rests, before what was written is stored: ms. */
  readonly quiet?: number;
  /** A run that is being recorded: the first run that a client begins by itself is that one. */
  readonly host?: HostRun;
}

interface Entry {
  readonly run: HeldRun;
  /** Who records it stores it: ends the writing. */
  readonly release?: () => void;
  /** How many writes are being made. */
  writing: number;
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
  readonly #takeHost?: TakeHostRun;
  readonly #open = new Map<RunId, Entry>();
  /** One run after the other is stored: each keeps every processor busy. */
  readonly #storing = inTurn();
  readonly #turns = new Turns();
  /** What was left of runs that went on, where a process was killed. */
  #recovered: Promise<void> | undefined;
  /** How runs end that are still going; absent until it is closed. */
  #closed: Outcome | undefined;

  constructor(world: World, options: TrackingOptions = { patience: 1000 }) {
    this.world = world;
    this.experiments = new Experiments(world);
    this.latest = new LatestPoints(world.repository);
    this.ids = new RunIds(world.repository, id => this.#open.has(id));
    this.ended = new EndedRows(world.repository.place);
    this.registry = new Registry(world);
    this.#options = options;
    if (options.host !== undefined) this.#takeHost = takeHostRun(world, options.host);
  }

  /** Begins a run. */
  async create(asked: Omit<NewRun, 'id'>): Promise<TrackedRun> {
    if (this.#closed !== undefined) throw invalid('The server is stopping and begins no more runs.');
    const first = isNested(asked) ? undefined : await this.#takeHost?.(asked);
    if (first !== undefined) {
      this.#open.set(first.id, { run: first, release: () => first.release(), writing: 0 });
      return first;
    }
    const id = newRunId(asked.started);
    const named = asked.tags.find(({ key }) => key === PARENT_TAG)?.value;
    const parent = (named === undefined ? undefined : await this.ids.idOf(named)) ?? this.#options.host?.id;
    const run = await beginRun(this.world, { ...asked, id, parent });
    this.#open.set(id, { run, writing: 0 });
    return run;
  }

  /** Takes up the runs whose server was killed, so that clients that ask again go on with them. Returns how many. */
  async reopen(): Promise<number> {
    const left = await leftRuns(this.world);
    for (const entry of left) {
      const { id, name } = entry.plan.experiment;
      const run = await reopenRun(this.world, entry, await this.experiments.nameNow(id, name));
      if (run === undefined) continue;
      const reopened: Entry = { run, writing: 0 };
      this.#open.set(run.id, reopened);
      await this.#settle(reopened);
    }
    return this.#open.size;
  }

  /** The runs that others are recording now, to be read. */
  going(): Promise<readonly TrackedRun[]> {
    return goingRuns(this.world, this.experiments, id => !this.#open.has(id));
  }

  /** The runs that are being written. */
  get open(): readonly HeldRun[] {
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
    const begin = async () => {
      const run = await this.find(text);
      if (!deleted && (await run.isDeleted()))
        throw invalid(`The run ${text} must be in the 'active' state. Current state is deleted.`);
      return work(run);
    };
    if (id === undefined) return begin();
    await this.#open.get(id)?.ending;
    return this.#open.has(id)
      ? this.#written(id, begin)
      : this.#turns.take(id, () => this.#written(id, begin));
  }

  /** It is not stored meanwhile; some time afterwards it is, where it is over. */
  async #written<T>(id: RunId, work: () => Promise<T>): Promise<T> {
    // While it waited for its turn one that went on may have begun to be stored.
    await this.#open.get(id)?.ending;
    const held = this.#open.get(id);
    if (held !== undefined) held.writing++;
    clearTimeout(held?.timer);
    try {
      return await work();
    } finally {
      if (held !== undefined) held.writing--;
      // It may have begun to go on.
      const entry = this.#open.get(id);
      if (entry !== undefined) await this.#settle(entry);
    }
  }

  async #findElsewhere(text: string, id: RunId | undefined): Promise<TrackedRun> {
    await this.recovered();
    const { repository } = this.world;
    const tip = id === undefined ? undefined : await findTip(repository, id);
    if (tip === undefined) {
      const [going] = await goingRuns(this.world, this.experiments, one => one === id);
      if (going !== undefined) return going;
      throw absent(`Run with id=${text} not found`);
    }
    const loaded = await loadTip(repository, tip);
    const { id: experiment, name } = loaded.run.experiment;
    return new EndedRun(this.world, loaded, {
      experiment: await this.experiments.nameNow(experiment, name),
      goOn: ended => this.#goOn(ended),
    });
  }

  async #goOn(ended: EndedRun): Promise<ContinuedRun> {
    const run = await continueRun(this.world, ended);
    this.#open.set(ended.id, { run, writing: 0 });
    return run;
  }

  /** Has what runs were told that went on, and whose server was killed, come to them: once, before any is read. */
  recovered(): Promise<void> {
    const { repository, env, now, say } = this.world;
    this.#recovered ??= recoverContinuations({ repository, env, now: now() })
      .catch((error: Error) => [error])
      .then(errors => {
        for (const { message } of errors) say(`git-run: ${message}`);
      });
    return this.#recovered;
  }

  /** Has a run that is over become a commit, and one that goes on again not. */
  async #settle(entry: Entry): Promise<void> {
    clearTimeout(entry.timer);
    const { going } = entry.run;
    if (entry.release !== undefined || entry.writing > 0) return;
    // Nobody else would store it.
    if (this.#closed !== undefined) return this.#store(entry, this.#closed);
    if (going === 'going') return;
    const { patience, quiet = Math.max(patience, QUIET) } = this.#options;
    const wait = going === 'over' ? patience : quiet;
    entry.timer = setTimeout(() => void this.#store(entry, FINISHED), wait);
  }

  #store(entry: Entry, outcome: Outcome): Promise<void> {
    clearTimeout(entry.timer);
    entry.ending ??= this.#storing(async () => {
      try {
        await entry.run.end(outcome);
        this.#open.delete(entry.run.id);
      } catch (error) {
        // Its journal is kept; here it stays what it was, to be read.
        this.world.say(`git-run: ${(error as Error).message}`);
        // One that goes on can be written to as before, and is stored with that.
        if (entry.run instanceof ContinuedRun) delete entry.ending;
      }
    });
    return entry.ending;
  }

  /** All runs become commits: those that are still being written ended as `outcome` says. No more are begun. */
  async close(outcome: Outcome): Promise<void> {
    this.#closed = outcome;
    const entries = [...this.#open.values()];
    for (const { release } of entries) release?.();
    const own = entries.filter(({ release }) => release === undefined);
    await Promise.all(own.map(entry => this.#store(entry, outcome)));
  }
}

function isNested({ tags }: Pick<NewRun, 'tags'>): boolean {
  return tags.some(({ key }) => key === PARENT_TAG);
}

/** ms. */
const QUIET = 30_000;

const FINISHED: Outcome = { status: 'finished', exitCode: 0 };

/** Throws MlflowError where an experiment is in the trash. */
export function checkActive(experiment: Experiment, id: string): void {
  if (experiment.removed)
    throw invalid(`The experiment ${id} must be in the 'active' state. Current state is deleted.`);
}
