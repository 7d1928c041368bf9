/**
 * A run that has ended and goes on: its program logs more. Each write is in a journal before it is answered, as those of a
 * run in progress are, and what is read is all of it, what was recorded and what has come since. When it has ended again,
 * or nobody writes any more, what has come is one edit of the run.
 */
import { dirname, join } from 'node:path';
import { editLine } from '../../record/continuation.ts';
import { type OpenContinuation, openContinuation } from '../../record/continue-run.ts';
import type { Edit } from '../../run/annotation.ts';
import { ARTIFACTS } from '../../run/manifest.ts';
import type { Outcome } from '../../run/run.ts';
import type { RunId } from '../../run/run-id.ts';
import { listDirectory, openFile, writeFileBelow } from './artifact-directory.ts';
import type { EndedRun } from './ended-run.ts';
import { eventLines } from './events.ts';
import { addFact, FACTS_FILE, type Fact, type Facts, needsFact, printFact } from './facts.ts';
import { lineFile } from './line-file.ts';
import { LoggedPoints } from './logged-points.ts';
import { outcomeOf } from './open-run.ts';
import { checkParams } from './params.ts';
import { compareInTime, distinct, type Point } from './points.ts';
import { statusOf } from './run-rows.ts';
import { editsOfTag, NAME_TAG } from './run-tags.ts';
import type {
  ArtifactBytes,
  ArtifactEntry,
  Going,
  HeldRun,
  RunChanges,
  RunView,
  Writes,
} from './tracked-run.ts';
import type { World } from './world.ts';

/** How it ends by what its client has said. */
interface End {
  readonly outcome: Outcome;
  /** ms since 1970. */
  readonly at: number;
}

/** Goes on with a run. Throws the system's error where there is no room for its journal. */
export async function continueRun(world: World, ended: EndedRun): Promise<ContinuedRun> {
  const { repository, settings, env, now } = world;
  const [{ metrics }, facts] = [await ended.view(), await ended.facts()];
  const journal = await openContinuation({ repository, settings, env, now, run: ended.id });
  return new ContinuedRun(world, journal, { ended, facts, latest: new Map(metrics) });
}

interface Before {
  readonly ended: EndedRun;
  /** Changed in place. */
  readonly facts: Facts;
  readonly latest: ReadonlyMap<string, Point>;
}

export class ContinuedRun implements HeldRun {
  readonly id: RunId;
  readonly #world: World;
  readonly #journal: OpenContinuation;
  readonly #lines: Readonly<Record<'events' | 'edits' | 'facts', ReturnType<typeof lineFile>>>;
  /** As it was. */
  readonly #before: EndedRun;
  /** With what people have said of it since. */
  #said: EndedRun;
  readonly #edits: Edit[] = [];
  readonly #params: Map<string, string>;
  readonly #points: LoggedPoints;
  readonly #facts: Facts;
  #end: End | 'going' | undefined;

  constructor(world: World, journal: OpenContinuation, { ended, facts, latest }: Before) {
    this.id = ended.id;
    this.#world = world;
    this.#journal = journal;
    this.#before = ended;
    this.#said = ended;
    this.#params = ended.params();
    this.#points = new LoggedPoints(latest);
    this.#facts = facts;
    this.#lines = {
      events: lineFile(journal.events, this.id),
      edits: lineFile(journal.edits, this.id),
      facts: lineFile(join(journal.own, ARTIFACTS, FACTS_FILE), this.id),
    };
  }

  async view(): Promise<RunView> {
    return {
      ...this.#said.head(),
      ...{ params: this.#params, metrics: this.#points.latest, facts: this.#facts },
      ...(this.#end === 'going' ? { status: 'RUNNING' } : {}),
      ...(typeof this.#end === 'object'
        ? { status: statusOf(this.#end.outcome.status), ended: this.#end.at }
        : {}),
    };
  }

  async facts(): Promise<Facts> {
    return this.#facts;
  }

  async history(key: string): Promise<Point[]> {
    const all = [...(await this.#before.history(key)), ...this.#points.history(key)];
    return distinct(key, all).sort(compareInTime);
  }

  async log({ params = [], metrics = [], tags = [] }: Writes): Promise<void> {
    const more = await this.#before.fresh(metrics);
    // From here on at once: of two who log one param at a time the second is told.
    const fresh = checkParams(this.id, params, this.#params);
    const points = this.#points.fresh(more);
    this.#lines.events.append(eventLines({ params: fresh, metrics: points }));
    for (const { key, value } of fresh) this.#params.set(key, value);
    for (const metric of points) this.#points.add(metric);
    this.#edit(tags.flatMap(({ key, value }) => editsOfTag(this.id, key, value)));
    const facts = points.filter(needsFact).map(({ key, ...point }): Fact => ({ kind: 'point', key, point }));
    if (facts.length > 0) await this.note(facts);
  }

  #edit(edits: readonly Edit[]): void {
    if (edits.length === 0) return;
    this.#lines.edits.append(edits.map(editLine).join(''));
    this.#edits.push(...edits);
    this.#said = this.#before.with(this.#edits);
  }

  async deleteTag(key: string): Promise<void> {
    this.#edit(this.#said.editsWithoutTag(key));
  }

  async update({ status, ended, name }: RunChanges): Promise<void> {
    if (name !== undefined) this.#edit(editsOfTag(this.id, NAME_TAG, name));
    if (status === 'RUNNING' || status === 'SCHEDULED') {
      this.#end = 'going';
      await this.#journal.running();
    } else if (status !== undefined || (ended !== undefined && this.#end !== 'going')) {
      const before = typeof this.#end === 'object' ? this.#end.outcome : this.#before.outcome;
      const outcome = status === undefined ? before : outcomeOf(status);
      this.#end = { outcome, at: ended === undefined ? this.#world.now() : Number(ended) };
      await this.#journal.ended(this.#end.outcome, this.#end.at);
    }
  }

  /** Where nobody has said that it goes on, it rests as soon as nobody writes. */
  get going(): Going {
    if (this.#end === 'going') return 'going';
    return this.#end === undefined ? 'resting' : 'over';
  }

  async isDeleted(): Promise<boolean> {
    return this.#said.isDeleted();
  }

  async setDeleted(deleted: boolean): Promise<void> {
    if (deleted !== (await this.isDeleted())) this.#edit([{ kind: deleted ? 'trash' : 'restore' }]);
  }

  async note(facts: readonly Fact[]): Promise<void> {
    this.#lines.facts.append(facts.map(printFact).join(''));
    for (const fact of facts) addFact(this.#facts, fact);
  }

  async list(path: string): Promise<readonly ArtifactEntry[] | undefined> {
    const [before, since] = [
      await this.#before.list(path),
      await listDirectory(this.#journal.artifacts, path),
    ];
    if (before === undefined || since === undefined) return before ?? since;
    const all = new Map([...before, ...since].map(entry => [entry.name, entry]));
    return [...all.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  async read(path: string): Promise<ArtifactBytes | undefined> {
    return (await openFile(this.#journal.artifacts, path)) ?? (await this.#before.read(path));
  }

  async write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    await this.#before.refuseInTheWay(path);
    const { artifacts } = this.#journal;
    await writeFileBelow(artifacts, path, { bytes, spool: dirname(artifacts) });
  }

  /** Makes what has come an edit: the run ends as its client has said; as `outcome`, where it goes on still. */
  async end(outcome: Outcome): Promise<void> {
    const end = this.#end === 'going' ? { outcome, at: this.#world.now() } : this.#end;
    await this.#journal.end(end);
    for (const lines of Object.values(this.#lines)) lines.close();
  }
}
