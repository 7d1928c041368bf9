/** Names of objects: https://git-scm.com/docs/gitrevisions, but for those that ask reflogs or search messages. */
import { EngineLimitError } from '../../run/repository-errors.ts';
import type { ObjectHead } from '../repository.ts';
import { commitsBetween } from './ancestry.ts';
import { toByteString } from './byte-string.ts';
import { parseCommit } from './commit.ts';
import type { ObjectStore } from './object-store.ts';
import type { RefStore } from './ref-store.ts';
import { parseTree } from './tree.ts';

export interface Revisions {
  /** Finds what `<revision>`, or `<revision>:<path>`, stands for; undefined where there is no such object. */
  find(name: string): Promise<ObjectHead | undefined>;
  /** Finds the commit, or the tree, a revision leads to. */
  peel(revision: string, to: 'commit' | 'tree'): Promise<string | undefined>;
  /** As of `Refs`. */
  between(bases: readonly string[], heads: readonly string[]): Promise<string[]>;
}

export function revisions(store: ObjectStore, refs: RefStore): Revisions {
  const peel = async (revision: string, to: 'commit' | 'tree') => {
    const oid = await resolve(store, refs, revision);
    return oid === undefined ? undefined : peelTo(store, oid, to);
  };
  return {
    peel,
    between: (bases, heads) => commitsBetween(store, bases, heads),
    async find(name) {
      const colon = name.indexOf(':');
      if (colon < 0) {
        const found = await resolve(store, refs, name);
        return found === undefined ? undefined : store.head(found);
      }
      let oid = await peel(name.slice(0, colon), 'tree');
      for (const part of toByteString(name.slice(colon + 1))
        .split('/')
        .filter(Boolean)) {
        const tree = oid === undefined ? undefined : await store.get(oid);
        oid =
          tree?.type === 'tree' ? parseTree(tree.content).find(item => item.name === part)?.oid : undefined;
      }
      return oid === undefined ? undefined : store.head(oid);
    },
  };
}

const SUFFIX = /\^\{(?<type>[a-z]*)\}|\^(?<parent>\d*)|~(?<back>\d*)/y;

async function resolve(store: ObjectStore, refs: RefStore, revision: string): Promise<string | undefined> {
  if (/@\{|\^\{\/|^:\//.test(revision)) {
    throw new EngineLimitError(
      `'${revision}' asks a reflog, a setting or a message`,
      'name the commit by its id, branch or tag, or install git',
    );
  }
  const base = /^[^~^]*/.exec(revision)?.[0] as string;
  let oid = await resolveBase(store, refs, base);
  for (let at = base.length; at < revision.length && oid !== undefined; at = SUFFIX.lastIndex) {
    SUFFIX.lastIndex = at;
    const step = SUFFIX.exec(revision)?.groups;
    if (step === undefined) return undefined;
    const { type, parent, back } = step;
    if (type !== undefined) oid = await peelTo(store, oid, type);
    else if (parent !== undefined) oid = await parentOf(store, oid, parent === '' ? 1 : Number(parent));
    else
      for (let steps = back === '' ? 1 : Number(back); steps > 0 && oid; steps--)
        oid = await parentOf(store, oid, 1);
    SUFFIX.lastIndex ||= revision.length;
  }
  return oid;
}

async function resolveBase(store: ObjectStore, refs: RefStore, base: string): Promise<string | undefined> {
  if (/^[0-9a-f]{40}$/i.test(base)) return base.toLowerCase();
  const name = base === '@' ? 'HEAD' : base;
  if (name === '' || name.startsWith('-') || /[\s:?*[\\]|\.\./.test(name)) return undefined;
  const places = ['', 'refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'].map(place => place + name);
  for (const place of [...places, `refs/remotes/${name}/HEAD`]) {
    if (!place.startsWith('refs/') && !/^[A-Z_]+$/.test(place)) continue;
    const oid = refs.resolve(place);
    if (oid !== undefined) return oid;
  }
  const short = /^(?:.*-g)?([0-9a-f]{4,40})$/i.exec(name)?.[1];
  return short === undefined ? undefined : store.expand(short.toLowerCase());
}

async function parentOf(store: ObjectStore, oid: string, number: number): Promise<string | undefined> {
  const commit = await peelTo(store, oid, 'commit');
  if (commit === undefined || number === 0) return commit;
  return parseCommit(await store.need(commit, 'commit')).parents[number - 1];
}

/** Follows tags, and a commit to its tree; with no type, to the first object that is no tag. */
async function peelTo(store: ObjectStore, oid: string, type: string): Promise<string | undefined> {
  const found = await store.get(oid);
  if (found === undefined) return undefined;
  if (found.type === type || type === 'object' || (type === '' && found.type !== 'tag')) return oid;
  if (found.type === 'tag') {
    const target = /^object ([0-9a-f]{40})\n/.exec(found.content.toString('latin1'))?.[1];
    return target === undefined ? undefined : peelTo(store, target, type);
  }
  return found.type === 'commit' && type === 'tree' ? parseCommit(found.content).tree : undefined;
}
