/** Records of a kind: listed, found by their names, created and changed. */
import { createHash } from 'node:crypto';
import type { Readable } from '../git/readable.ts';
import type { GitObject, Identity, Repository } from '../git/repository.ts';
import { untilWon } from '../git/until-won.ts';
import { CorruptRecordError, GitRunError, NewerFormatError } from '../run/errors.ts';
import { RecordFullError } from '../run/record-errors.ts';
import { RefConflictError } from '../run/repository-errors.ts';
import { readEach } from './read-each.ts';
import type { KeptRecord, RecordKind } from './record-kind.ts';

const DIGITS = 'abcdefghijklmnopqrstuvwxyz234567';

/** The id of what is created under a name (RFC 4648 base32 in lower case, of 130 bits): in all clones the same. */
export function recordId(name: string): string {
  const bits = [...createHash('sha256').update(name).digest().subarray(0, 17)]
    .map(byte => byte.toString(2).padStart(8, '0'))
    .join('');
  const groups = bits.slice(0, 130).match(/.{5}/g) as RegExpMatchArray;
  return groups.map(group => DIGITS[Number.parseInt(group, 2)]).join('');
}

/** All that can be read, removed ones too, by name and id; `git run fsck` names the others. */
export async function listRecords<Kept extends KeptRecord>(
  from: Readable,
  kind: RecordKind<Kept>,
): Promise<Kept[]> {
  return (await readAll(from, kind)).all;
}

async function readAll<Kept extends KeptRecord>({ refs, objects }: Readable, kind: RecordKind<Kept>) {
  const found = await refs.list([`${kind.prefix}*`]);
  const records = await readEach(
    objects,
    found.map(({ oid }) => `${oid}:${kind.file}`),
    kind.most,
  );
  const all = records
    .map((record, index) => soundOf(kind, record, found[index]?.name ?? ''))
    .filter(kept => kept !== undefined)
    .sort(byName);
  return { all, taken: new Set(found.map(({ name }) => name.slice(kind.prefix.length))) };
}

function byName(one: KeptRecord, other: KeptRecord): number {
  if (one.name === other.name) return one.id < other.id ? -1 : 1;
  return one.name < other.name ? -1 : 1;
}

/** What a record says, if it is one, and the one of its ref. */
function soundOf<Kept extends KeptRecord>(
  kind: RecordKind<Kept>,
  record: GitObject | undefined,
  ref: string,
  { newer = 'pass over' }: { newer?: 'throw' | 'pass over' } = {},
): Kept | undefined {
  try {
    const kept = record === undefined ? undefined : kind.decode(record.content, ref);
    return ref === `${kind.prefix}${kept?.id}` ? kept : undefined;
  } catch (error) {
    if (error instanceof NewerFormatError && newer === 'throw') throw error;
    if (error instanceof GitRunError) return undefined;
    throw error;
  }
}

/**
 * The live one of a name; undefined where there is none. Where clones have come to several of a name, it is the one that
 * was created under it, else the one of the least id. Throws NewerFormatError where it may be one.
 */
export async function findRecord<Kept extends KeptRecord>(
  repository: Pick<Repository, 'refs' | 'objects'>,
  kind: RecordKind<Kept>,
  name: string,
): Promise<Kept | undefined> {
  // Nearly every one has the id of its name: then the others need not be read.
  const ref = `${kind.prefix}${recordId(name)}`;
  const [record] = await readEach(repository.objects, [`${ref}:${kind.file}`], kind.most);
  const usual = soundOf(kind, record, ref, { newer: 'throw' });
  if (usual?.name === name && !usual.removed) return usual;
  return (await listRecords(repository, kind)).find(one => one.name === name && !one.removed);
}

export interface RecordWrite {
  readonly repository: Repository;
  readonly author: Identity;
  /** ms since 1970. */
  readonly now: number;
}

/** Creates one. Throws the kind's error where a live one has the name. */
export async function createRecord<Kept extends KeptRecord>(
  write: RecordWrite,
  kind: RecordKind<Kept>,
  name: string,
  make: (id: string) => Kept,
): Promise<Kept> {
  const { all, taken } = await readAll(write.repository, kind);
  if (all.some(other => other.name === name && !other.removed)) throw kind.exists(name);
  // One that is renamed or removed keeps its id, and so does a damaged one: a second one takes the next free.
  let id = recordId(name);
  for (let turn = 2; taken.has(id); turn++) id = recordId(`${name}#${turn}`);
  const made = make(id);
  try {
    await store(write, kind, made, { message: `create ${kind.noun} ${name}` });
  } catch (error) {
    throw error instanceof RefConflictError ? kind.exists(name) : error;
  }
  return made;
}

/**
 * Changes what is stored at that moment: `change` is asked again where another process was quicker. Throws what it throws,
 * and the kind's error where another live one has the new name.
 */
export async function changeRecord<Kept extends KeptRecord>(
  write: RecordWrite,
  kind: RecordKind<Kept>,
  id: string,
  change: (now: Kept) => Kept,
): Promise<Kept> {
  const { refs, objects } = write.repository;
  const name = `${kind.prefix}${id}`;
  return untilWon(async () => {
    const [ref] = await refs.list([name]);
    const [record] = await readEach(objects, [`${ref?.oid}:${kind.file}`], kind.most);
    const now = soundOf(kind, record, name, { newer: 'throw' });
    if (now === undefined || ref === undefined)
      throw new CorruptRecordError(`${kind.noun} ${id}`, 'its record is missing or cannot be read');
    const changed = change(now);
    const isAsBefore = changed.name === now.name && changed.removed === now.removed;
    if (!isAsBefore && !changed.removed) await checkFree(write.repository, kind, changed);
    await store(write, kind, changed, { parent: ref.oid, message: `change ${kind.noun} ${changed.name}` });
    return changed;
  });
}

async function checkFree<Kept extends KeptRecord>(
  repository: Repository,
  kind: RecordKind<Kept>,
  { id, name }: Kept,
) {
  const all = await listRecords(repository, kind);
  if (all.some(other => other.id !== id && other.name === name && !other.removed)) throw kind.exists(name);
}

async function store<Kept extends KeptRecord>(
  { repository, author, now }: RecordWrite,
  kind: RecordKind<Kept>,
  kept: Kept,
  { parent, message }: { readonly parent?: string; readonly message: string },
): Promise<void> {
  const content = kind.encode(kept);
  const bytes = Buffer.byteLength(content);
  if (bytes > kind.most) throw new RecordFullError(`${kind.noun} '${kept.name}'`, bytes, kind.most);
  await repository.objects.commit([
    {
      ref: `${kind.prefix}${kept.id}`,
      ...(parent === undefined ? {} : { parent }),
      changes: [{ path: kind.file, mode: '100644', content }],
      author,
      time: now / 1000,
      message: `${message.replace(/\p{Cc}+/gu, ' ')}\n`,
    },
  ]);
  await repository.sync();
}
