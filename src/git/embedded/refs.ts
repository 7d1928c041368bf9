/** Refs without the git program. */
import type { Ref, Refs } from '../repository.ts';
import type { RefStore } from './ref-store.ts';
import { type RefUpdates, updateRefs } from './ref-update.ts';
import type { Revisions } from './revision.ts';
import { wildmatch } from './wildmatch.ts';

export function embeddedRefs(updates: RefUpdates, revisions: Revisions): Refs {
  return {
    async list(patterns, { newest = false, count } = {}) {
      return listRefs(updates.refs, patterns, newest, count);
    },
    resolve: revision =>
      revision.includes(':') ? commitAt(revisions, revision) : revisions.peel(revision, 'commit'),
    between: revisions.between,
    update: changes => updateRefs(updates, changes),
  };
}

/** What `<revision>:<path>` names is a commit only where it names a submodule, and that is not in here. */
async function commitAt(revisions: Revisions, name: string): Promise<string | undefined> {
  const found = await revisions.find(name);
  return found?.type === 'commit' ? found.oid : undefined;
}

/** Lists refs by pattern. They are opened one by one, and no more of them than are asked for: there may be very many. */
export function listRefs(
  refs: Pick<RefStore, 'raw' | 'resolve' | 'names'>,
  patterns: readonly string[],
  newest: boolean,
  count?: number,
): Ref[] {
  const names = new Set(
    patterns.length === 0 ? refs.names('') : patterns.flatMap(pattern => matching(refs, pattern)),
  );
  const ordered = [...names].sort((one, other) => (one < other === newest ? 1 : -1));
  const found: Ref[] = [];
  for (const name of ordered) {
    if (found.length === count) break;
    const oid = refs.resolve(name);
    if (oid !== undefined) found.push({ name, oid });
  }
  return found;
}

/** A pattern is a whole name, a directory of names, or a glob: https://git-scm.com/docs/git-for-each-ref */
function matching(refs: Pick<RefStore, 'raw' | 'names'>, pattern: string): string[] {
  const literal = /^[^*?[\\]*/.exec(pattern)?.[0] as string;
  const expression = wildmatch(pattern);
  const directory = pattern.endsWith('/') ? pattern : `${pattern}/`;
  if (literal === pattern && !pattern.endsWith('/')) {
    const own = refs.raw(pattern) === undefined ? [] : [pattern];
    return [...own, ...refs.names(directory)];
  }
  return refs
    .names(literal.slice(0, literal.lastIndexOf('/') + 1))
    .filter(name => name.startsWith(directory) || expression.test(name));
}
