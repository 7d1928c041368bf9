/** Edits of a run that has ended: each a file below `annotations/` in a commit on the run's ref. */
import type { Identity, Repository } from '../git/repository.ts';
import { untilWon } from '../git/until-won.ts';
import type { Annotation, Edit } from '../run/annotation.ts';
import { RunNotFoundError } from '../run/errors.ts';
import { FullRunError } from '../run/journal-errors.ts';
import { ARTIFACTS } from '../run/manifest.ts';
import type { RunId } from '../run/run-id.ts';
import { runRef } from '../run/run-ref.ts';
import { changesFromApart } from './apart.ts';
import { encodeAnnotation } from './encode.ts';
import { MOST } from './limits.ts';
import { loadTip } from './list.ts';
import { newEventId } from './new-id.ts';
import { fileChange, type RunFile } from './save.ts';
import { signingOf } from './signing.ts';
import { findTip } from './tips.ts';

export interface EditRequest {
  readonly repository: Repository;
  readonly id: RunId;
  /** With none, what was edited apart is joined. */
  readonly edits: readonly Edit[];
  /** The bytes of artifacts that are added, by path among them. */
  readonly files?: readonly RunFile[];
  /** Those of attempts, by path in the run's tree. */
  readonly attempts?: readonly RunFile[];
  readonly author: Identity;
  /** ms since 1970. */
  readonly now: number;
}

/**
 * Records edits; returns the run's new commit. Two processes that edit one run at once both succeed. Throws SigningError
 * where they are to be signed and cannot be: unlike a run, an edit can be made again. Throws FullRunError.
 */
export async function editRun(request: EditRequest): Promise<string> {
  return untilWon(() => tryEdit(request));
}

async function tryEdit(request: EditRequest): Promise<string> {
  const { repository, id, edits, files = [], attempts = [], author, now } = request;
  const tip = await findTip(repository, id);
  if (tip === undefined) throw new RunNotFoundError(id);
  const loaded = await loadTip(repository, tip);
  const seen = [...loaded.annotations];
  if (seen.length + edits.length > MOST.edits)
    throw new FullRunError(id, `it may have ${MOST.edits} of them, and has ${seen.length}`);
  const changes = await changesFromApart(repository, tip, loaded);
  changes.push(...files.map(file => fileChange({ ...file, path: `${ARTIFACTS}${file.path}` })));
  changes.push(...attempts.map(fileChange));
  for (const edit of edits) {
    const annotation = newAnnotation(edit, seen, author, now);
    seen.push(annotation);
    changes.push({
      path: `annotations/${annotation.id}.json`,
      mode: '100644',
      content: encodeAnnotation(annotation),
    });
  }
  refuseLarge(id, seen);
  const sign = signingOf(repository.config);
  const [ids] = await repository.objects.commit([
    {
      ...{ ref: runRef(id), parent: tip.commit, changes, author, time: now / 1000 },
      message: editMessage(edits),
      ...(sign === undefined ? {} : { sign }),
    },
  ]);
  await repository.sync();
  return (ids as { commit: string }).commit;
}

/** More than anybody reads. */
function refuseLarge(id: RunId, all: readonly Annotation[]): void {
  const sizes = all.map(annotation => Buffer.byteLength(encodeAnnotation(annotation)));
  if (sizes.some(size => size > MOST.edit))
    throw new FullRunError(id, `one may have ${MOST.edit} bytes, and there is one that has more`);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  if (bytes > MOST.editBytes)
    throw new FullRunError(id, `they may have ${MOST.editBytes} bytes together, and would have ${bytes}`);
}

function newAnnotation(edit: Edit, seen: readonly Annotation[], author: Identity, now: number): Annotation {
  return {
    id: newEventId(now, seen),
    time: new Date(now).toISOString(),
    author: `${author.name} <${author.email}>`,
    edit,
  };
}

function editMessage(edits: readonly Edit[]): string {
  if (edits.length === 0) return 'join what was edited apart\n';
  // One that has much to tell is told in several.
  const words = new Set(edits.map(describe));
  return `${[...words]
    .join(', ')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 200)}\n`;
}

function describe(edit: Edit): string {
  switch (edit.kind) {
    case 'tag':
      return `tag ${edit.key}=${edit.value}`;
    case 'untag':
      return `untag ${edit.key}`;
    case 'note':
      return edit.text === '' ? 'remove the note' : `note: ${edit.text}`;
    case 'rename':
      return `rename to ${edit.name}`;
    case 'move':
      return `move to ${edit.experiment.name}`;
    case 'trash':
      return 'trash';
    case 'restore':
      return 'restore';
    case 'artifact':
      return `add ${edit.path}`;
    case 'continue':
      return edit.outcome === undefined ? 'add what was logged later' : `continue: ${edit.outcome.status}`;
  }
}
