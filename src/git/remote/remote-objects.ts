/**
 * Objects of a remote, fetched as they are asked for: first commits with their trees, then those blobs that are read.
 * Where the server leaves nothing out, whole runs.
 */

import { CorruptRecordError } from '../../run/errors.ts';
import { RemoteError, TooLargeError } from '../../run/repository-errors.ts';
import { fromByteString, toByteString } from '../embedded/byte-string.ts';
import { parseCommit } from '../embedded/commit.ts';
import { GITLINK, parseTree, TREE } from '../embedded/tree.ts';
import { limitListing, MOST_LISTED, MOST_READ } from '../limits.ts';
import { startId } from '../object-id.ts';
import type { ReadableObjects, TreeFile } from '../readable.ts';
import type { GitObject } from '../repository.ts';
import { sound } from './answers.ts';
import type { HttpRemote } from './http.ts';
import type { ObjectSpool } from './object-spool.ts';
import { packEntries } from './pack-entries.ts';
import type { UploadPack } from './protocols.ts';
import { receivePack } from './receive-pack.ts';

export interface RemoteStore {
  readonly remote: HttpRemote;
  readonly service: UploadPack;
  readonly spool: ObjectSpool;
}

/** Bytes of the records of one batch of runs, at most. */
const MOST_OF_RECORDS = 1 << 30;
/** Levels of directories: each is a call within a call. */
const DEEPEST = 1000;

/**
 * Opens the objects of a remote. What is read by name is fetched; by a
 * bare id only blobs of trees that were read: others may not be there at all, and then the server gives nothing.
 */
export function remoteObjects(store: RemoteStore): ReadableObjects {
  const { service, spool } = store;
  const named = new Set<string>();
  const find = async (names: readonly string[]) => {
    const parsed = names.map(parseName);
    await fetchMissing(
      store,
      parsed.flatMap(name => (name?.path === undefined ? [] : [name.oid])),
      true,
    );
    return parsed.map(name => {
      if (name?.path === undefined) return { oid: name?.oid, isNamed: named.has(name?.oid ?? '') };
      return { oid: resolvePath(spool, name.oid, name.path), isNamed: true };
    });
  };
  return {
    async read(names, most = MOST_READ) {
      const found = await find(names);
      const wanted = found.flatMap(({ oid, isNamed }) => (oid !== undefined && isNamed ? [oid] : []));
      if (service.isSelective) await fetchMissing(store, wanted, false);
      return found.map(({ oid }) => {
        if (oid === undefined || (spool.head(oid)?.size ?? 0) > most) return undefined;
        for (const blob of blobsIn(spool, oid)) named.add(blob);
        return spool.get(oid);
      });
    },
    async heads(names) {
      return (await find(names)).map(({ oid }) => (oid === undefined ? undefined : spool.head(oid)));
    },
    async prepare(oids) {
      if (service.isSelective) await fetchMissing(store, oids, false);
    },
    async *stream(oid) {
      if (spool.has(oid) || !service.isSelective) {
        if (spool.head(oid)?.type !== 'blob')
          throw new CorruptRecordError(`object ${oid}`, 'it is not there');
        yield* spool.stream(oid);
      } else yield* streamed(store, oid);
    },
    async files(treeish, under, most = MOST_LISTED) {
      const [found] = await find([`${treeish}^{tree}`]);
      if (found?.oid === undefined || spool.head(found.oid)?.type !== 'tree')
        throw new CorruptRecordError(`'${treeish}'`, 'there is no such tree');
      const wanted = under === undefined ? undefined : toByteString(under).replace(/\/+$/, '');
      return listFiles(spool, { tree: found.oid, treeish, under: wanted, most });
    },
  };
}

/** `<id>`, `<id>:<path>`, `<id>^{tree}`, which is the path of the top; undefined for what is no name of ours. */
function parseName(name: string): { oid: string; path?: string } | undefined {
  const [, oid, top, path = top && ''] = /^([0-9a-f]{40})(?:(\^\{tree\})|:(.*))?$/s.exec(name) ?? [];
  if (oid === undefined) return undefined;
  return path === undefined ? { oid } : { oid, path };
}

async function fetchMissing(
  store: RemoteStore,
  oids: readonly string[],
  withoutBlobs: boolean,
): Promise<void> {
  const { remote, service, spool } = store;
  const missing = [...new Set(oids)].filter(oid => !spool.has(oid));
  if (missing.length === 0) return;
  const most = service.isSelective ? MOST_OF_RECORDS : Number.POSITIVE_INFINITY;
  await sound(remote, () => receivePack(service.pack({ oids: missing, withoutBlobs }), spool, most));
}

/** The id of what a path leads to from a commit or tree; undefined where it leads nowhere. */
function resolvePath(spool: ObjectSpool, from: string, path: string): string | undefined {
  const root = spool.get(from);
  let oid = root?.type === 'commit' ? parseCommit(root.content).tree : from;
  for (const part of toByteString(path).split('/').filter(Boolean)) {
    const next = itemsOf(spool.get(oid))?.find(item => item.name === part);
    // A commit of another repository is not to be had here.
    if (next === undefined || next.mode === GITLINK) return undefined;
    oid = next.oid;
  }
  return oid;
}

function itemsOf(tree: GitObject | undefined) {
  return tree?.type === 'tree' ? parseTree(tree.content) : undefined;
}

function blobsIn(spool: ObjectSpool, tree: string): string[] {
  if (!spool.has(tree)) return [];
  try {
    const items = itemsOf(spool.get(tree)) ?? [];
    return items.flatMap(({ mode, oid }) => (mode === TREE || mode === GITLINK ? [] : [oid]));
  } catch {
    // Who reads it says so, of the one run it is of.
    return [];
  }
}

interface Listing {
  readonly tree: string;
  readonly treeish: string;
  readonly under: string | undefined;
  readonly most: number;
}

function listFiles(spool: ObjectSpool, { tree: root, treeish, under, most }: Listing): TreeFile[] {
  const files: TreeFile[] = [];
  let [entries, bytes] = [0, 0];
  const walk = (tree: string, prefix: string, depth: number) => {
    const items = itemsOf(spool.get(tree));
    if (items === undefined) throw new CorruptRecordError(`tree ${tree}`, 'it is missing');
    if (depth > DEEPEST) throw new TooLargeError(`the tree of ${treeish}`, `it is deeper than ${DEEPEST}`);
    for (const { mode, name, oid } of items) {
      const path = `${prefix}${name}`;
      bytes += path.length;
      limitListing(treeish, most, { files: ++entries, bytes });
      const isOnWay = under === undefined || under === path || path.startsWith(`${under}/`);
      if (mode === TREE) {
        if (isOnWay || under.startsWith(`${path}/`)) walk(oid, `${path}/`, depth + 1);
      } else if (isOnWay)
        files.push({ path: fromByteString(path), mode, type: mode === GITLINK ? 'commit' : 'blob', oid });
    }
  };
  walk(root, '', 0);
  return files;
}

/** A blob straight from the network: it may be larger than the disk for temporary files. */
async function* streamed({ remote, service }: RemoteStore, oid: string): AsyncGenerator<Buffer> {
  const entries = packEntries(service.pack({ oids: [oid] }));
  const read = <T>(work: () => Promise<T>) => sound(remote, work);
  const { value: entry } = await read(() => entries.next());
  if (entry === undefined || entry.type !== 'blob')
    throw new RemoteError(remote.shown, `it does not send the object that it was asked for: ${oid}`);
  const hash = startId('sha1', 'blob', entry.size);
  const pieces = Buffer.isBuffer(entry.content)
    ? (async function* (piece) {
        yield piece;
      })(entry.content)
    : (entry.content[Symbol.asyncIterator]() as AsyncGenerator<Buffer>);
  try {
    for (;;) {
      const { done, value } = await read(() => pieces.next());
      if (done) break;
      hash.update(value);
      yield value;
    }
    await read(() => entries.next());
  } finally {
    await pieces.return(undefined);
    await entries.return(undefined);
  }
  if (hash.digest('hex') !== oid)
    throw new RemoteError(remote.shown, `what it sends is not the object that it was asked for: ${oid}`);
}
