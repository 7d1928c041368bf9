/**
 * A run that is being written by clients: its state is held here, and each write is in its journal before it is
 * answered. What was said otherwise when it began (its name, a note, tags) is put right when it has ended.
 */
import { dirname, join } from 'node:path';
import type { WrittenRun } from '../../record/written-run.ts';
import type { Edit } from '../../run/annotation.ts';
import type { Outcome } from '../../run/run.ts';
import type { RunId } from '../../run/run-id.ts';
import { editRun } from '../../store/edit.ts';
import { listDirectory, openFile, writeFileBelow } from './artifact-directory.ts';
import type { RunStatus } from './enums.ts';
import { absent } from './errors.ts';
import { endLine, eventLines, untagLine, wordLines } from './events.ts';
import {
  addFact,
  FACTS_FILE,
  type Fact,
  type Facts,
  type KeyValue,
  needsFact,
  noFacts,
  printFact,
} from './facts.ts';
import type { SoFar } from './journal-so-far.ts';
import { type LineFile, lineFile } from './line-file.ts';
import { LoggedPoints } from './logged-points.ts';
import { checkParams } from './params.ts';
import type { Point } from './points.ts';
import { statusOf } from './run-rows.ts';
import { NAME_TAG, NOTE_TAG, ownRunName } from './run-tags.ts';
import type { Going, HeldRun, RunChanges, RunView, Writes } from './tracked-run.ts';
import type { Int64 } from './wire.ts';
import type { World } from './world.ts';

export interface NewRun {
  readonly id: RunId;
  readonly name: string;
  /** The experiment's name. */
  readonly experiment: string;
  readonly user: string;
  readonly started: number;
  readonly tags: readonly KeyValue[];
  /** The run that it is a child of. */
  readonly parent?: RunId | undefined;
}

/** Where it is written, and how it becomes a run; one that somebody else records has no end of its own. */
type Writing = Pick<WrittenRun, 'id' | 'events' | 'artifacts'> & Partial<Pick<WrittenRun, 'end'>>;

export class OpenRun implements HeldRun {
  readonly id: RunId;
  readonly #world: World;
  readonly #written: Writing;
  readonly #asked: NewRun;
  readonly #events: LineFile;
  readonly #factLines: LineFile;
  #facts = noFacts();
  #name: string;
  #status: RunStatus = 'RUNNING';
  #ended: Int64 | undefined;
  #deleted = false;
  readonly #params = new Map<string, string>();
  readonly #tags: Map<string, string>;
  readonly #points = new LoggedPoints();

  constructor(world: World, written: Writing, asked: NewRun) {
    this.id = written.id;
    this.#world = world;
    this.#written = written;
    this.#asked = asked;
    this.#name = asked.name;
    this.#tags = new Map(asked.tags.map(({ key, value }) => [key, value]));
    this.#events = lineFile(written.events, this.id);
    this.#factLines = lineFile(join(written.artifacts, FACTS_FILE), this.id);
  }

  /** Makes it what its journal tells that it was. */
  resume({ params, tags, untagged, series, facts, end }: SoFar): void {
    for (const [key, value] of params) this.#params.set(key, value);
    for (const [key, value] of tags) this.#tags.set(key, value);
    for (const key of untagged) this.#tags.delete(key);
    this.#facts = facts;
    for (const [key, points] of series) for (const point of points) this.#points.add({ key, ...point });
    this.#name = this.#tags.get(NAME_TAG) ?? this.#name;
    if (end !== undefined) [this.#status, this.#ended] = [statusOf(end.outcome.status), end.time];
    for (const lines of [this.#events, this.#factLines]) lines.mend();
  }

  async view(): Promise<RunView> {
    const { experiment, user, started } = this.#asked;
    return {
      ...{ id: this.id, name: this.#name, experiment, user, started },
      ...{ status: this.#status, ended: this.#ended, deleted: this.#deleted },
      ...{ params: this.#params, tags: this.#tags, metrics: this.#points.latest, facts: this.#facts },
    };
  }

  async facts(): Promise<Facts> {
    return this.#facts;
  }

  async history(key: string): Promise<Point[]> {
    return this.#points.history(key);
  }

  async log({ params = [], metrics = [], tags = [] }: Writes): Promise<void> {
    const fresh = checkParams(this.id, params, this.#params);
    const points = this.#points.fresh(metrics);
    this.#events.append(`${this.#words(tags)}${eventLines({ params: fresh, metrics: points, tags })}`);
    for (const { key, value } of fresh) this.#params.set(key, value);
    for (const metric of points) this.#points.add(metric);
    for (const { key, value } of tags) this.#tags.set(key, value);
    this.#name = tags.findLast(({ key }) => key === NAME_TAG)?.value ?? this.#name;
    const more = points.filter(needsFact).map(({ key, ...point }): Fact => ({ kind: 'point', key, point }));
    if (more.length > 0) await this.note(more);
  }

  /** A run that is ended here has its name and note then. */
  #words(tags: readonly KeyValue[]): string {
    return this.#written.end === undefined ? wordLines(tags, this.id) : '';
  }

  async deleteTag(key: string): Promise<void> {
    if (!this.#tags.has(key)) throw absent(`No tag with name: ${key} in run with id ${this.id}`);
    const words = key === NOTE_TAG ? this.#words([{ key, value: '' }]) : '';
    this.#events.append(`${words}${untagLine(key)}`);
    this.#tags.delete(key);
  }

  async update({ status, ended, name }: RunChanges): Promise<void> {
    if (name !== undefined) {
      await this.log({ tags: [{ key: NAME_TAG, value: name }] });
      this.#name = name;
    }
    if (status !== undefined) this.#status = status;
    if (ended !== undefined) this.#ended = ended;
    // For who takes it up where we are killed before it is stored; one that goes on says more.
    if (status !== undefined && this.going === 'over' && this.#written.end !== undefined)
      this.#events.append(endLine(outcomeOf(status)));
  }

  /** As its client has said. */
  get going(): Going {
    return this.#status === 'RUNNING' || this.#status === 'SCHEDULED' ? 'going' : 'over';
  }

  async isDeleted(): Promise<boolean> {
    return this.#deleted;
  }

  async setDeleted(deleted: boolean): Promise<void> {
    this.#deleted = deleted;
  }

  async note(facts: readonly Fact[]): Promise<void> {
    this.#factLines.append(facts.map(printFact).join(''));
    for (const fact of facts) addFact(this.#facts, fact);
  }

  list = (path: string) => listDirectory(this.#written.artifacts, path);
  read = (path: string) => openFile(this.#written.artifacts, path);
  write = (path: string, bytes: AsyncIterable<Uint8Array>) =>
    writeFileBelow(this.#written.artifacts, path, { bytes, spool: dirname(this.#written.artifacts) });

  /** Ends the writing. */
  release(): void {
    this.#events.close();
    this.#factLines.close();
  }

  /** Makes it a run: as its client said that it ended, else as `outcome`. Throws RunNotStoredError. */
  async end(outcome: Outcome): Promise<void> {
    this.release();
    const ended = this.#ended === undefined ? undefined : Number(this.#ended);
    const stored = await this.#written.end?.(
      this.going === 'over' ? outcomeOf(this.#status) : outcome,
      ended,
    );
    if (stored === undefined) return;
    const { run } = stored;
    const edits = this.#editsOf(run);
    const { repository, author, now } = this.#world;
    if (edits.length > 0) await editRun({ repository, id: this.id, edits, author, now: now() });
  }

  #editsOf(run: { readonly name: string; readonly note: string; readonly tags: object }): Edit[] {
    const name = ownRunName(this.#name, this.id);
    const note = this.#tags.get(NOTE_TAG) ?? '';
    return [
      ...Object.keys(run.tags)
        .filter(key => !this.#tags.has(key))
        .map((key): Edit => ({ kind: 'untag', key })),
      ...(run.name === name ? [] : [{ kind: 'rename', name } as const]),
      ...(run.note === note ? [] : [{ kind: 'note', text: note } as const]),
      ...(this.#deleted ? [{ kind: 'trash' } as const] : []),
    ];
  }
}

/** How a run has ended, as MLflow says it. */
export function outcomeOf(status: RunStatus): Outcome {
  if (status === 'FAILED') return { status: 'failed', exitCode: 1 };
  return status === 'KILLED' ? { status: 'killed', signal: 'SIGTERM' } : { status: 'finished', exitCode: 0 };
}
