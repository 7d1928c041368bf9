/** The experiments, by the ids and names of the wire. */
import { ExperimentExistsError } from '../../run/errors.ts';
import { DEFAULT_EXPERIMENT, type Experiment } from '../../run/experiment.ts';
import {
  changeExperiment,
  createExperiment,
  experimentId,
  listExperiments,
} from '../../store/experiments.ts';
import { WhileStill } from '../../store/while-still.ts';
import { absent, MlflowError } from './errors.ts';
import { experimentNameOf, withDefault } from './experiment-json.ts';
import { experimentIdOf, experimentNumber } from './experiment-number.ts';
import { inTurn } from './in-turn.ts';
import type { World } from './world.ts';

export class Experiments {
  readonly #world: World;
  readonly #kept: WhileStill<readonly Experiment[]>;
  /** One change after the other: two that create one of a name at once would both find it free. */
  readonly #inTurn = inTurn();

  constructor(world: World) {
    this.#world = world;
    this.#kept = new WhileStill(world.repository.place);
  }

  /** All of them; the one of runs that name none is among them, although there may be none such run yet. */
  async all(): Promise<readonly Experiment[]> {
    const known = this.#kept.value;
    if (known !== undefined) return known;
    const keep = this.#kept.reading(this.#world.now());
    const all = withDefault(await listExperiments(this.#world.repository));
    keep(all);
    return all;
  }

  /** Throws MlflowError where there is none of an id. */
  async get(id: string): Promise<Experiment> {
    const all = await this.all();
    const found = all.find(one => one.id === experimentIdOf(id));
    if (found === undefined) throw absent(`No Experiment with id=${id} exists`);
    return found;
  }

  /** Where runs go that are begun with an id: that of runs that name none is the one of the settings. */
  async forRuns(id: string): Promise<Experiment> {
    const { experiment } = this.#world.settings;
    if (experimentIdOf(id) !== experimentId(DEFAULT_EXPERIMENT) || experiment === DEFAULT_EXPERIMENT)
      return this.get(id);
    return named(await this.all(), experiment) ?? this.create(experiment, {});
  }

  /** Throws MlflowError where there is none of a name. */
  async byName(name: string): Promise<Experiment> {
    const found = named(await this.all(), experimentNameOf(name));
    if (found === undefined) throw absent(`Could not find experiment with name '${name}'`);
    return found;
  }

  /** What an experiment is called now, that a run knows by its id and its name of then. */
  async nameNow(id: string, then: string): Promise<string> {
    return (await this.all()).find(one => one.id === id)?.name ?? then;
  }

  async byWireId(): Promise<ReadonlyMap<string, Experiment>> {
    return new Map((await this.all()).map(one => [experimentNumber(one.id), one]));
  }

  /** The id on the wire of a run's experiment. */
  async idOf(name: string): Promise<string> {
    return experimentNumber(named(await this.all(), name)?.id ?? experimentId(name));
  }

  /** Throws MlflowError where there is one of the name, in the trash or not. */
  async create(name: string, tags: Readonly<Record<string, string>>): Promise<Experiment> {
    return this.#inTurn(async () => {
      const own = experimentNameOf(name);
      const there = named(await listExperiments(this.#world.repository), own);
      if (there !== undefined || own === DEFAULT_EXPERIMENT) throw exists(name);
      return createExperiment(this.#write(), { name: own, tags });
    }).catch(error => {
      throw error instanceof ExperimentExistsError ? exists(name) : error;
    });
  }

  /** Changes an experiment as it then is. Throws MlflowError where another one has its new name. */
  async change(id: string, changes: (now: Experiment) => Changes): Promise<Experiment> {
    return this.#inTurn(async () => {
      const now = await this.get(id);
      const stored = await this.#stored(now);
      const changed = changes(stored);
      // The default one has its name also before there is a record of it.
      const isDefault = stored.id === experimentId(DEFAULT_EXPERIMENT);
      if (changed.name === DEFAULT_EXPERIMENT && !isDefault) throw exists(changed.name);
      return changeExperiment(this.#write(), stored, changed);
    }).catch(error => {
      throw error instanceof ExperimentExistsError ? exists(error.data.experiment) : error;
    });
  }

  async #stored(experiment: Experiment): Promise<Experiment> {
    const stored = await listExperiments(this.#world.repository);
    const found = stored.find(({ id }) => id === experiment.id);
    return found ?? createExperiment(this.#write(), { name: experiment.name });
  }

  #write() {
    const { repository, author, now } = this.#world;
    return { repository, author, now: now() };
  }
}

type Changes = Partial<Pick<Experiment, 'name' | 'tags' | 'removed'>>;

/** One that is not in the trash goes before one that is. */
function named(all: readonly Experiment[], name: string): Experiment | undefined {
  const found = all.filter(one => one.name === name);
  return found.find(one => !one.removed) ?? found[0];
}

function exists(name: string): MlflowError {
  return new MlflowError('RESOURCE_ALREADY_EXISTS', `Experiment(name=${name}) already exists.`);
}
