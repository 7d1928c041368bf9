/**
 * A run that has ended, and is a commit. What people say of it is an edit each time; where its program logs more it goes
 * on, and that is what it is asked of then.
 */
import { packFiles } from '../../record/pack.ts';
import { type Annotation, annotate, type Edit } from '../../run/annotation.ts';
import { FullRunError } from '../../run/journal-errors.ts';
import { printParam } from '../../run/param.ts';
import type { Outcome } from '../../run/run.ts';
import type { EventId, RunId } from '../../run/run-id.ts';
import { type RunRow, rowOfRun } from '../../run/run-row.ts';
import { artifactContent } from '../../store/artifact-content.ts';
import { editRun } from '../../store/edit.ts';
import { MOST } from '../../store/limits.ts';
import { type LoadedRun, loadDetail, runFiles } from '../../store/load.ts';
import { entryOfFile, type RunFile } from '../../store/save.ts';
import { withSpool, withSpooled } from './artifact-directory.ts';
import { absent, invalid } from './errors.ts';
import type { Fact, Facts } from './facts.ts';
import { checkParams } from './params.ts';
import { statusOf, tagsOf } from './run-rows.ts';
import { editsOfTag, NAME_TAG, NOTE_TAG, userOf } from './run-tags.ts';
import { storedFacts } from './stored-facts.ts';
import { StoredPoints } from './stored-points.ts';
import type {
  ArtifactBytes,
  ArtifactEntry,
  MetricWrite,
  RunChanges,
  RunView,
  TrackedRun,
  Writes,
} from './tracked-run.ts';
import type { World } from './world.ts';

export class EndedRun implements TrackedRun {
  readonly id: RunId;
  readonly #world: World;
  readonly #loaded: LoadedRun;
  /** What its experiment is called now. */
  readonly #experiment: string;
  readonly #goOn: (run: EndedRun) => Promise<TrackedRun>;
  /** The run as it goes on; absent while it does not. */
  #next: Promise<TrackedRun> | undefined;
  readonly #points: StoredPoints;
  #facts: Promise<Facts> | undefined;

  constructor(
    world: World,
    loaded: LoadedRun,
    { experiment, goOn }: { readonly experiment: string; goOn(run: EndedRun): Promise<TrackedRun> },
  ) {
    this.id = loaded.run.id;
    this.#world = world;
    this.#loaded = loaded;
    this.#experiment = experiment;
    this.#goOn = goOn;
    this.#points = new StoredPoints(world.repository.objects, loaded, () => this.facts());
  }

  /** The same with edits that are still to be stored. */
  with(edits: readonly Edit[]): EndedRun {
    const how = { experiment: this.#experiment, goOn: this.#goOn };
    return new EndedRun(this.#world, withEdits(this.#loaded, edits), how);
  }

  async #going(): Promise<TrackedRun> {
    const { annotations } = this.#loaded;
    // What is answered must have room when it is stored.
    if (annotations.length > MOST.edits - ROOM)
      throw new FullRunError(this.id, `it may have ${MOST.edits} of them, and has ${annotations.length}`);
    this.#next ??= this.#goOn(this);
    return this.#next;
  }

  get outcome(): Outcome {
    return this.#loaded.run.outcome;
  }

  async view(): Promise<RunView> {
    return { ...this.head(), facts: await this.facts(), metrics: await this.#points.latest() };
  }

  /** What is known of it without its files. */
  head(): Omit<RunView, 'facts' | 'metrics'> {
    const { run, trashed } = this.#loaded;
    return {
      ...{ id: this.id, name: run.name, experiment: this.#experiment },
      user: userOf(run),
      status: statusOf(run.outcome.status),
      started: Date.parse(run.started),
      ended: Date.parse(run.ended),
      deleted: trashed,
      params: this.params(),
      tags: tagsOf(this.#row()),
    };
  }

  #row(): RunRow {
    return rowOfRun(this.#loaded, this.#loaded.commit);
  }

  params(): Map<string, string> {
    return new Map(Object.entries(this.#loaded.run.params).map(([key, param]) => [key, printParam(param)]));
  }

  /** Those it was recorded with, and those that each attempt added. */
  async facts(): Promise<Facts> {
    this.#facts ??= this.#artifacts().then(artifacts =>
      storedFacts(this.#world.repository, this.#loaded, artifacts),
    );
    return this.#facts;
  }

  history = (key: string) => this.#points.history(key);
  /** Of points those that are not there yet. */
  fresh = (metrics: readonly MetricWrite[]) => this.#points.fresh(metrics);

  async log(writes: Writes): Promise<void> {
    const { params = [], metrics = [], tags = [] } = writes;
    const isMore = this.#next !== undefined || checkParams(this.id, params, this.params()).length > 0;
    if (isMore || (await this.fresh(metrics)).length > 0) return (await this.#going()).log(writes);
    await this.#edit(tags.flatMap(({ key, value }) => editsOfTag(this.id, key, value)));
  }

  async #edit(edits: readonly Edit[], files: readonly RunFile[] = []): Promise<void> {
    if (edits.length === 0) return;
    const { repository, author, now } = this.#world;
    await editRun({ repository, id: this.id, edits, files, author, now: now() });
  }

  async deleteTag(key: string): Promise<void> {
    await this.#edit(this.editsWithoutTag(key));
  }

  /** What takes a tag away. Throws MlflowError where there is none. */
  editsWithoutTag(key: string): Edit[] {
    if (!tagsOf(this.#row()).has(key)) throw absent(`No tag with name: ${key} in run with id ${this.id}`);
    const note = key === NOTE_TAG ? [{ kind: 'note', text: '' } as const] : [];
    return [{ kind: 'untag', key }, ...note];
  }

  /** A client that begins it again says that it runs, and later that it has ended. */
  async update(changes: RunChanges): Promise<void> {
    const { status, ended, name } = changes;
    const now = this.head();
    const isSame = (status ?? now.status) === now.status && Number(ended ?? now.ended) === now.ended;
    if (!isSame) return (await this.#going()).update(changes);
    if (name !== undefined) await this.#edit(editsOfTag(this.id, NAME_TAG, name));
  }

  async isDeleted(): Promise<boolean> {
    return this.#loaded.trashed;
  }

  async setDeleted(deleted: boolean): Promise<void> {
    if (deleted !== this.#loaded.trashed) await this.#edit([{ kind: deleted ? 'trash' : 'restore' }]);
  }

  async note(facts: readonly Fact[]): Promise<void> {
    await (await this.#going()).note(facts);
  }

  async list(path: string): Promise<ArtifactEntry[] | undefined> {
    const prefix = path === '' ? '' : `${path}/`;
    const entries = new Map<string, ArtifactEntry>();
    for (const artifact of await this.#artifacts()) {
      if (!artifact.path.startsWith(prefix)) continue;
      const [name = '', ...deeper] = artifact.path.slice(prefix.length).split('/');
      entries.set(name, deeper.length > 0 ? { name } : { name, size: artifact.size });
    }
    return entries.size === 0 && path !== '' ? undefined : [...entries.values()];
  }

  async #artifacts() {
    return (await loadDetail(this.#world.repository.objects, this.#loaded)).artifacts;
  }

  async read(path: string): Promise<ArtifactBytes | undefined> {
    const { repository } = this.#world;
    const artifact = (await this.#artifacts()).find(one => one.path === path);
    if (artifact === undefined) return undefined;
    const blob = (await runFiles(repository, this.#loaded.commit, 'artifacts')).get(`artifacts/${path}`);
    if (blob === undefined) return undefined;
    return { size: artifact.size, bytes: artifactContent(repository, artifact, blob) };
  }

  /** Throws MlflowError where a file of that path would be in the way of another. */
  async refuseInTheWay(path: string): Promise<void> {
    const taken = (await this.#artifacts()).find(
      one => one.path.startsWith(`${path}/`) || path.startsWith(`${one.path}/`),
    );
    if (taken !== undefined)
      throw invalid(`Invalid path: '${path}': it would be both a file and a directory`);
  }

  async write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const { repository, settings } = this.#world;
    await this.refuseInTheWay(path);
    await withSpool(repository.place.commonDir, spool =>
      withSpooled({ bytes, spool }, async file => {
        const { files, problems } = await packFiles(repository, [{ path, file, isArtifact: true }], settings);
        const [problem] = problems;
        if (problem !== undefined) throw new Error(problem.message);
        const edits = files.map(
          one => ({ kind: 'artifact', path: one.path, entry: entryOfFile(one) }) as const,
        );
        await this.#edit(edits, files);
      }),
    );
  }
}

/** Edits that it may take to store what is logged. */
const ROOM = 500;

/** A run with edits behind all that it has. */
function withEdits(loaded: LoadedRun, edits: readonly Edit[]): LoadedRun {
  const pending = edits.map(
    // Ids of edits begin with a digit.
    (edit, at): Annotation => ({ ...NOBODYS, id: `later ${String(at).padStart(9, '0')}` as EventId, edit }),
  );
  const annotations = [...loaded.annotations, ...pending];
  return { ...loaded, ...annotate(loaded.recorded ?? loaded.run, annotations), annotations };
}

const NOBODYS = { time: '', author: '' };
