/**
 * A run that has ended, and is a commit: what is done to it is an edit. Metrics and params are part of what was recorded
 * and no edit can add any.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from '../../record/live.ts';
import { packFiles } from '../../record/pack.ts';
import type { Edit } from '../../run/annotation.ts';
import { printParam } from '../../run/param.ts';
import type { RunId } from '../../run/run-id.ts';
import { type RunRow, rowOfRun } from '../../run/run-row.ts';
import { artifactContent } from '../../store/artifact-content.ts';
import { editRun } from '../../store/edit.ts';
import { type LoadedRun, loadDetail, runFiles } from '../../store/load.ts';
import { readRunSeries } from '../../store/run-series.ts';
import { entryOfFile, type RunFile } from '../../store/save.ts';
import { withSpooled } from './artifact-directory.ts';
import { absent, invalid } from './errors.ts';
import {
  addFact,
  FACTS_FILE,
  type Fact,
  type Facts,
  noFacts,
  printFact,
  readFacts,
  storedIdentity,
} from './facts.ts';
import { checkParams } from './params.ts';
import { compareInTime, identity, latestOf, type Point } from './points.ts';
import { statusOf, tagsOf } from './run-rows.ts';
import { NAME_TAG, NOTE_TAG, ownRunName, userOf } from './run-tags.ts';
import type { ArtifactBytes, ArtifactEntry, RunChanges, RunView, TrackedRun, Writes } from './tracked-run.ts';
import type { World } from './world.ts';

export class EndedRun implements TrackedRun {
  readonly id: RunId;
  readonly #world: World;
  readonly #loaded: LoadedRun;
  /** What its experiment is called now. */
  readonly #experiment: string;
  #facts: Promise<Facts> | undefined;

  constructor(world: World, loaded: LoadedRun, experiment: string) {
    this.id = loaded.run.id;
    this.#world = world;
    this.#loaded = loaded;
    this.#experiment = experiment;
  }

  async view(): Promise<RunView> {
    const { run, trashed } = this.#loaded;
    const facts = await this.facts();
    const latest = new Map<string, Point>();
    for (const [key, points] of await this.#series())
      for (const point of points) latest.set(key, latestOf(latest.get(key), point));
    return {
      ...{ id: this.id, name: run.name, experiment: this.#experiment, facts },
      user: userOf(run),
      status: statusOf(run.outcome.status),
      started: Date.parse(run.started),
      ended: Date.parse(run.ended),
      deleted: trashed,
      params: this.#params(),
      tags: tagsOf(this.#row()),
      metrics: latest,
    };
  }

  #row(): RunRow {
    return rowOfRun(this.#loaded, this.#loaded.commit);
  }

  #params(): Map<string, string> {
    return new Map(Object.entries(this.#loaded.run.params).map(([key, param]) => [key, printParam(param)]));
  }

  async facts(): Promise<Facts> {
    this.#facts ??= this.#readText(FACTS_FILE).then(text =>
      text === undefined ? noFacts() : readFacts(text),
    );
    return this.#facts;
  }

  async #readText(path: string): Promise<string | undefined> {
    const found = await this.read(path);
    if (found === undefined) return undefined;
    const pieces: Uint8Array[] = [];
    for await (const piece of found.bytes) pieces.push(piece);
    return Buffer.concat(pieces).toString();
  }

  async history(key: string): Promise<Point[]> {
    return ((await this.#series(key)).get(key) ?? []).sort(compareInTime);
  }

  /** The points of all metrics, or of one. */
  async #series(only?: string): Promise<Map<string, Point[]>> {
    const { repository } = this.#world;
    const { points: known } = await this.facts();
    const series = new Map<string, Point[]>();
    for await (const { chunk } of readRunSeries(repository.objects, [this.#loaded.commit])) {
      const { key, value, step, time } = chunk;
      if (only !== undefined && key !== only) continue;
      const points = series.get(key) ?? [];
      series.set(key, points);
      for (let at = 0; at < value.length; at++) {
        const timestamp = Math.round((time[at] as number) * 1000);
        const point = { value: value[at] as number, timestamp, step: step[at] as number };
        points.push(known.get(storedIdentity(key, point))?.point ?? point);
      }
    }
    return series;
  }

  async log({ params = [], metrics = [], tags = [] }: Writes): Promise<void> {
    const fresh = checkParams(this.id, params, this.#params());
    const [param] = fresh;
    if (param !== undefined) throw this.#hasEnded(`param '${param.key}'`);
    for (const { key, ...point } of metrics) {
      const there = await this.history(key);
      const isThere = there.some(one => identity(key, one) === identity(key, point));
      if (!isThere) throw this.#hasEnded(`metric '${key}'`);
    }
    await this.#edit(tags.flatMap(({ key, value }) => this.#editsOfTag(key, value)));
  }

  #hasEnded(what: string) {
    return invalid(
      `The run ${this.id} has ended and is a commit of Git: the ${what} cannot be added to it any more. Log it before the run ends, or in a run of its own.`,
    );
  }

  #editsOfTag(key: string, value: string): Edit[] {
    const edits: Edit[] = [{ kind: 'tag', key, value }];
    if (key === NAME_TAG) edits.push({ kind: 'rename', name: ownRunName(value, this.id) });
    if (key === NOTE_TAG) edits.push({ kind: 'note', text: value });
    return edits;
  }

  async #edit(edits: readonly Edit[], files: readonly RunFile[] = []): Promise<void> {
    if (edits.length === 0) return;
    const { repository, author, now } = this.#world;
    await editRun({ repository, id: this.id, edits, files, author, now: now() });
  }

  async deleteTag(key: string): Promise<void> {
    if (!tagsOf(this.#row()).has(key)) throw absent(`No tag with name: ${key} in run with id ${this.id}`);
    const note = key === NOTE_TAG ? [{ kind: 'note', text: '' } as const] : [];
    await this.#edit([{ kind: 'untag', key }, ...note]);
  }

  /** How and when it ended stays: a client that resumes it says that it runs, and later that it has ended. */
  async update({ name }: RunChanges): Promise<void> {
    if (name !== undefined) await this.#edit(this.#editsOfTag(NAME_TAG, name));
  }

  async isDeleted(): Promise<boolean> {
    return this.#loaded.trashed;
  }

  async setDeleted(deleted: boolean): Promise<void> {
    if (deleted !== this.#loaded.trashed) await this.#edit([{ kind: deleted ? 'trash' : 'restore' }]);
  }

  async note(facts: readonly Fact[]): Promise<void> {
    const before = (await this.#readText(FACTS_FILE)) ?? '';
    await this.write(FACTS_FILE, once(Buffer.from(before + facts.map(printFact).join(''))));
    for (const fact of facts) addFact(await this.facts(), fact);
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

  async write(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const { repository, settings } = this.#world;
    const taken = (await this.#artifacts()).find(
      one => one.path.startsWith(`${path}/`) || path.startsWith(`${one.path}/`),
    );
    if (taken !== undefined)
      throw invalid(`Invalid path: '${path}': it would be both a file and a directory`);
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

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

/** Has a directory that nobody else can read, and that is gone afterwards. */
async function withSpool(commonDir: string, use: (spool: string) => Promise<void>): Promise<void> {
  const cache = cacheDirectory(commonDir);
  await mkdir(cache, { recursive: true, mode: 0o700 });
  const spool = await mkdtemp(join(cache, 'upload-'));
  try {
    await use(spool);
  } finally {
    await rm(spool, { recursive: true, force: true });
  }
}
