/** Tags that mean something to MLflow, and so to us. */
import type { Edit } from '../../run/annotation.ts';
import { defaultName } from '../../run/name.ts';
import type { RunId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';

export const NAME_TAG = 'mlflow.runName';
export const NOTE_TAG = 'mlflow.note.content';
export const PARENT_TAG = 'mlflow.parentRunId';
/** The models that a run has logged, as clients of before MLflow 3 tell of them. */
export const HISTORY_TAG = 'mlflow.log-model.history';
export const SOURCE_TAG = 'mlflow.source.name';
export const USER_TAG = 'mlflow.user';

/** Tags of our own, for what lists must know; clients are not shown them. */
const OWN = 'git-run.';
/** How many models a run has logged. */
export const MODELS_TAG = `${OWN}models`;
/** Who logs a run, where no tag of the client says so. */
export const OWN_USER_TAG = `${OWN}user`;

export function isOwnTag(key: string): boolean {
  return key.startsWith(OWN);
}

/** Whose run it is: as a client said, else by the name of its author. */
export function userOf({ tags, author = '' }: Pick<RunRow, 'tags' | 'author'>): string {
  const tag = [OWN_USER_TAG, USER_TAG].find(key => Object.hasOwn(tags, key));
  return tag === undefined ? author.replace(/ *<[^<]*>$/, '') : (tags[tag] as string);
}

/** What a tag does to a run: some are more to us than a tag. */
export function editsOfTag(id: RunId, key: string, value: string): Edit[] {
  const edits: Edit[] = [{ kind: 'tag', key, value }];
  if (key === NAME_TAG) edits.push({ kind: 'rename', name: ownRunName(value, id) });
  if (key === NOTE_TAG) edits.push({ kind: 'note', text: value });
  return edits;
}

const MOST_NAME = 200;

/** What a run is called by us: as by its client, but on one line. */
export function ownRunName(name: string, id: RunId): string {
  const line = name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
  return [...line].slice(0, MOST_NAME).join('') || defaultName(id);
}
