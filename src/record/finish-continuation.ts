/** The journal of a continuation → edits of its run, in one commit. Whoever recovers one goes through here too. */
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { EndedContext, FoundFile } from '../capture/capture.ts';
import { artifacts } from '../capture/files/artifacts.ts';
import { events } from '../capture/metrics/events.ts';
import { openMetricSeries } from '../capture/metrics/metric-series.ts';
import type { Repository } from '../git/repository.ts';
import type { Edit } from '../run/annotation.ts';
import { type Attempt, attemptPath } from '../run/attempt.ts';
import { RunNotFoundError } from '../run/errors.ts';
import type { Outcome } from '../run/run.ts';
import { redactParams, redactTags, redactText } from '../secrets/redact.ts';
import { type EditRequest, editRun } from '../store/edit.ts';
import { loadTip } from '../store/list.ts';
import { entryOfFile } from '../store/save.ts';
import { splitAttempt } from '../store/split-attempt.ts';
import { findTip } from '../store/tips.ts';
import { type Continuation, OWN, readEdits } from './continuation.ts';
import { uniqueFiles } from './finish.ts';
import { cacheDirectory, type LiveRun } from './live.ts';
import { packFiles } from './pack.ts';
import { removeLive } from './remove-live.ts';

export interface ContinuationEnd {
  /** ms since 1970. */
  readonly now: number;
  /** How the run has ended by it, and when; absent where it has ended as before. */
  readonly outcome?: Outcome;
  readonly at?: number;
}

/**
 * Stores what was added, and removes the journal. It may have been stored already: then nothing is stored twice. Throws
 * RunNotFoundError where the run is gone, SigningError, MergeError; then the journal is as it was.
 */
export async function finishContinuation(
  repository: Repository,
  live: LiveRun,
  continuation: Continuation,
  end: ContinuationEnd,
): Promise<void> {
  const { run: id, author } = continuation;
  if (!(await isStored(repository, live, continuation))) {
    const changes = await changesOf(repository, live, continuation, end);
    if (changes.edits.length > 0) await editRun({ repository, id, ...changes, author, now: end.now });
  }
  // Not before it would survive a power cut.
  await repository
    .sync()
    .then(() => removeLive(live))
    .catch(() => {});
}

async function isStored(repository: Repository, { id }: LiveRun, { run }: Continuation): Promise<boolean> {
  const tip = await findTip(repository, run);
  if (tip === undefined) throw new RunNotFoundError(run);
  const { annotations } = await loadTip(repository, tip);
  return annotations.some(({ edit }) => edit.kind === 'continue' && (edit.attempt as string) === id);
}

type Stored = Pick<EditRequest, 'edits'> & Required<Pick<EditRequest, 'files' | 'attempts'>>;

/** What of the run changes; no edits where nothing was added. */
async function changesOf(
  repository: Repository,
  live: LiveRun,
  continuation: Continuation,
  end: ContinuationEnd,
): Promise<Stored> {
  const series = openMetricSeries({ directory: join(live.path, 'metrics'), now: () => end.now / 1000 });
  const context = { ...contextOf(repository, live, continuation), ended: end.now, metrics: series };
  const said = (await events.after?.(context)) ?? {};
  const kept = (await artifacts.after?.(context)) ?? {};
  const { metrics, files: seriesFiles } = await series.close();
  const found = uniqueFiles([...(said.artifacts ?? []), ...(kept.artifacts ?? [])]);
  const ownFiles = [
    ...seriesFiles.map(({ path, file }) => ({ path: `metrics/${path}`, file })),
    ...(await filesBelow(join(live.path, OWN))),
  ];
  const { settings } = continuation;
  const added = await packFiles(
    repository,
    found.map(file => ({ ...file, isArtifact: true })),
    settings,
  );
  const own = await packFiles(
    repository,
    ownFiles.map(file => ({ ...file, isArtifact: false })),
    settings,
  );
  const attempt: Attempt = {
    ...{ attempt: live.id, started: continuation.started, metrics },
    ended: new Date(end.at ?? end.now).toISOString(),
    params: redactParams(said.params ?? {}),
    files: Object.fromEntries(own.files.map(file => [file.path, entryOfFile(file)])),
    ...(end.outcome === undefined ? {} : { outcome: end.outcome }),
    problems: [said, kept, added, own].flatMap(({ problems = [] }) => problems),
  };
  const edits = [
    ...lastOfEach(await readEdits(live)).map(withoutSecret),
    ...added.files.map((file): Edit => ({ kind: 'artifact', path: file.path, entry: entryOfFile(file) })),
  ];
  const isNothing = edits.length === 0 && end.outcome === undefined && isEmpty(attempt);
  return {
    edits: isNothing
      ? []
      : [...edits, ...splitAttempt(attempt).map(part => ({ kind: 'continue', ...part }) as const)],
    files: added.files,
    attempts: own.files.map(file => ({ ...file, path: attemptPath(live.id, file.path) })),
  };
}

function isEmpty({ params, files, problems }: Attempt): boolean {
  return [params, files, problems].every(part => Object.keys(part).length === 0);
}

function contextOf(
  repository: Repository,
  live: LiveRun,
  { settings, workTree, started }: Continuation,
): Omit<EndedContext, 'ended' | 'metrics'> {
  const cache = cacheDirectory(repository.place.commonDir);
  // No command is executed: nothing in the work tree is an output of it.
  const own = { ...settings, outputs: [] };
  return {
    ...{ repository, settings: own, workTree, directory: workTree, argv: [], env: {}, cache },
    live: live.path,
    started: Date.parse(started),
  };
}

/** Of one tag set a hundred times the last is all that is told. */
function lastOfEach(edits: readonly Edit[]): Edit[] {
  const last = new Map<string, Edit>();
  for (const edit of edits) {
    const what = WHAT[edit.kind] ?? edit.kind;
    const name = 'key' in edit ? `${what} ${edit.key}` : what;
    last.delete(name);
    last.set(name, edit);
  }
  return [...last.values()];
}

/** Edits that undo each other. */
const WHAT: Readonly<Partial<Record<Edit['kind'], string>>> = { untag: 'tag', restore: 'trash' };

function withoutSecret(edit: Edit): Edit {
  if (edit.kind === 'note') return { ...edit, text: redactText(edit.text) };
  if (edit.kind !== 'tag') return edit;
  const [[, value] = ['', '']] = Object.entries(redactTags({ [edit.key]: edit.value }));
  return { ...edit, value };
}

async function filesBelow(directory: string): Promise<FoundFile[]> {
  const names = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  return names
    .filter(name => name.isFile())
    .map(name => join(name.parentPath, name.name))
    .sort()
    .map(file => ({ file, path: relative(directory, file).split(sep).join('/') }));
}
