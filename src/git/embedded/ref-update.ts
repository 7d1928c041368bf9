/** Ref transactions as Git makes them: lock every ref, look, write and sync every lock, then rename them. */
import { readFileSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CorruptRecordError, UnsafePathError } from '../../run/errors.ts';
import { LockedError, RefConflictError } from '../../run/repository-errors.ts';
import type { DurableNames } from '../durable-names.ts';
import type { RefChange } from '../repository.ts';
import { type LockFile, takeLock } from './lock-file.ts';
import type { RefStore } from './ref-store.ts';
import type { Reflog } from './reflog.ts';

export interface RefUpdates {
  readonly gitDir: string;
  readonly refs: RefStore;
  readonly reflog: Reflog;
  has(oid: string): Promise<boolean>;
  readonly names?: Pick<DurableNames, 'movedRef'>;
}

/** Makes all of the changes, or none. Throws RefConflictError, LockedError. */
export async function updateRefs(place: RefUpdates, changes: readonly RefChange[]): Promise<void> {
  for (const { name, to } of changes) {
    if (!isRefName(name)) throw new UnsafePathError(name, 'it is no name of a ref');
    if (to !== undefined && !(await place.has(to)))
      throw new CorruptRecordError(`object ${to}`, 'it is missing');
  }
  const locks: LockFile[] = [];
  try {
    // Everybody takes locks in one order, so that no two wait for each other.
    const ordered = changes.toSorted((one, other) => (one.name < other.name ? -1 : 1));
    for (const { name } of ordered) locks.push(await lockRef(place, name));
    const isPacked = ordered.some(({ name, to }) => to === undefined && place.refs.packed().has(name));
    const packed = isPacked ? await takeLock(join(place.gitDir, 'packed-refs')) : undefined;
    if (packed !== undefined) locks.push(packed);
    else if (isPacked) throw new LockedError(join(place.gitDir, 'packed-refs.lock'));
    // From here to the end nothing waits: no signal and no other task comes between.
    for (const change of ordered) check(place, change);
    apply(place, ordered, locks, packed);
    for (const { name } of ordered) place.names?.movedRef(name);
  } finally {
    for (const lock of locks) lock.release();
  }
}

async function lockRef({ gitDir }: RefUpdates, name: string): Promise<LockFile> {
  try {
    const lock = await takeLock(join(gitDir, name));
    if (lock !== undefined) return lock;
  } catch (error) {
    // Part of its name is a ref itself.
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR' || isExists(error))
      throw new RefConflictError(name);
    throw error;
  }
  throw new LockedError(join(gitDir, `${name}.lock`));
}

function isExists(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST';
}

function check({ refs }: RefUpdates, { name, from, to }: RefChange): void {
  const now = refs.raw(name);
  const isFree = to === undefined && from === undefined;
  if (!isFree && now !== from) throw new RefConflictError(name);
  if (now !== undefined || to === undefined) return;
  // With packed refs the file system does not say that a ref and a directory of refs are of one name.
  const parents = name.split('/').map((_, index, parts) => parts.slice(0, index).join('/'));
  const isTaken = parents.slice(2).some(parent => refs.raw(parent) !== undefined);
  if (isTaken || refs.names(`${name}/`).length > 0) throw new RefConflictError(name);
}

function apply(
  { gitDir, refs, reflog }: RefUpdates,
  ordered: readonly RefChange[],
  locks: readonly LockFile[],
  packed: LockFile | undefined,
): void {
  for (const [index, { to }] of ordered.entries()) if (to !== undefined) locks[index]?.write(`${to}\n`);
  for (const [index, { name, to }] of ordered.entries()) {
    if (to === undefined) continue;
    reflog({ ref: name, from: refs.raw(name), to, message: '' });
    makeRoom(join(gitDir, name));
    locks[index]?.commit();
  }
  const deleted = ordered.filter(({ to }) => to === undefined).map(({ name }) => name);
  if (packed !== undefined) {
    // Before the loose file goes: else the older, packed value would show for a moment.
    packed.write(withoutRefs(readFileSync(join(gitDir, 'packed-refs'), 'utf8'), new Set(deleted)));
    packed.commit();
  }
  for (const name of deleted) {
    rmSync(join(gitDir, name), { force: true });
    rmSync(join(gitDir, 'logs', name), { force: true });
  }
}

/** Git leaves empty directories where refs were; such a one may bear the name of a new ref. */
function makeRoom(file: string): void {
  try {
    rmdirSync(file);
  } catch {
    // There is none, as nearly always.
  }
}

function withoutRefs(text: string, names: ReadonlySet<string>): string {
  let isDropped = false;
  const kept = text.split('\n').filter(line => {
    if (!line.startsWith('^')) isDropped = names.has(line.slice(41));
    return !isDropped;
  });
  return kept.join('\n');
}

/** https://git-scm.com/docs/git-check-ref-format */
export function isRefName(name: string): boolean {
  const parts = name.split('/');
  return (
    parts[0] === 'refs' &&
    parts.length > 2 &&
    parts.every(part => part !== '' && !part.startsWith('.') && !part.endsWith('.lock')) &&
    !/[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\.$/.test(name)
  );
}
