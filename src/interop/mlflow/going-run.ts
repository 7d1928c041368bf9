/** A run that somebody else is recording: it is told as far as it has come, and nobody but its recorder writes to it. */
import { join } from 'node:path';
import type { LiveEntry } from '../../record/journals.ts';
import type { RunPlan } from '../../record/plan.ts';
import { printParam } from '../../run/param.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { listDirectory, openFile } from './artifact-directory.ts';
import { MlflowError } from './errors.ts';
import type { Facts } from './facts.ts';
import { readSoFar, type SoFar } from './journal-so-far.ts';
import { compareInTime, latestOf, type Point } from './points.ts';
import { tagsOf } from './run-rows.ts';
import { userOf } from './run-tags.ts';
import type { ArtifactBytes, ArtifactEntry, RunView, TrackedRun } from './tracked-run.ts';

/** A journal that has a plan. */
export type GoingEntry = LiveEntry & { readonly plan: RunPlan };

export class GoingRun implements TrackedRun {
  readonly id: RunId;
  readonly #entry: GoingEntry;
  /** What its experiment is called now. */
  readonly #experiment: string;
  #soFar: Promise<SoFar> | undefined;

  constructor(entry: GoingEntry, experiment: string) {
    this.id = entry.live.id;
    this.#entry = entry;
    this.#experiment = experiment;
  }

  #read(): Promise<SoFar> {
    this.#soFar ??= readSoFar(this.#entry.live);
    return this.#soFar;
  }

  async view(): Promise<RunView> {
    const { plan } = this.#entry;
    const soFar = await this.#read();
    const row = rowOfPlan(plan, soFar, this.#experiment);
    const planned = Object.entries(plan.params).map(([key, param]) => [key, printParam(param)] as const);
    const latest = [...soFar.series].flatMap(([key, points]) => {
      const point = points.reduce<Point | undefined>(latestOf, undefined);
      return point === undefined ? [] : [[key, point] as const];
    });
    return {
      ...{ id: this.id, name: row.name, experiment: this.#experiment, facts: soFar.facts },
      ...{ user: userOf(row), status: 'RUNNING', started: Date.parse(plan.started), deleted: false },
      params: new Map([...planned, ...soFar.params]),
      tags: tagsOf(row),
      metrics: new Map(latest),
    };
  }

  async isDeleted(): Promise<boolean> {
    return false;
  }

  async facts(): Promise<Facts> {
    return (await this.#read()).facts;
  }

  async history(key: string): Promise<Point[]> {
    return [...((await this.#read()).series.get(key) ?? [])].sort(compareInTime);
  }

  list(path: string): Promise<readonly ArtifactEntry[] | undefined> {
    return listDirectory(this.#artifacts, path);
  }

  read(path: string): Promise<ArtifactBytes | undefined> {
    return openFile(this.#artifacts, path);
  }

  get #artifacts(): string {
    return join(this.#entry.live.path, 'artifacts');
  }

  log = () => this.#refuse();
  deleteTag = () => this.#refuse();
  update = () => this.#refuse();
  setDeleted = () => this.#refuse();
  note = () => this.#refuse();
  write = () => this.#refuse();

  async #refuse(): Promise<never> {
    throw new MlflowError(
      'RESOURCE_CONFLICT',
      `The run ${this.id} is being recorded by another program, and only that one writes to it. Log to a run of its own, or to this one when it has ended.`,
    );
  }
}

/** What lists would say of it. */
function rowOfPlan(plan: RunPlan, soFar: SoFar, experiment: string): RunRow {
  const { id, started, lineage, command, author } = plan;
  const { name = plan.name, note = plan.note, tags } = soFar;
  return {
    ...{ id, name, experiment, status: 'running', started, note, lineage, trashed: false },
    ...{ params: {}, metrics: {}, artifacts: { count: 0, bytes: 0 } },
    tags: { ...plan.tags, ...Object.fromEntries(tags) },
    ...{ argv: command.argv, author: `${author.name} <${author.email}>` },
  };
}
