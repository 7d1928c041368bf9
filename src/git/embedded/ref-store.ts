/** Refs as files: https://git-scm.com/docs/gitrepository-layout. A loose ref counts before one in packed-refs. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export interface RefStore {
  /** What a ref says: an id, or `ref: <another>`; undefined where there is none. */
  raw(name: string): string | undefined;
  /** The id a ref leads to. */
  resolve(name: string): string | undefined;
  /** Names that begin so, in order; `prefix` is empty or ends in a slash. */
  names(prefix: string): string[];
  packed(): ReadonlyMap<string, string>;
}

/** Git's own limit on refs that lead to refs. */
const DEEPEST = 5;

/** Opens the refs of a Git directory. Nothing is remembered but packed-refs, for as long as it stays the same. */
export function refStore(gitDir: string): RefStore {
  const packed = packedRefs(join(gitDir, 'packed-refs'));
  const raw = (name: string) => {
    // Loose first: while Git packs a ref, it is in both.
    const loose = readLooseRef(join(gitDir, name));
    return loose ?? packed().get(name);
  };
  return {
    raw,
    packed,
    resolve(name) {
      let at: string | undefined = name;
      for (let depth = 0; at !== undefined && depth <= DEEPEST; depth++) {
        const text = raw(at);
        if (text === undefined || !text.startsWith('ref: ')) return text;
        at = text.slice('ref: '.length);
      }
      return undefined;
    },
    names(prefix) {
      // No ref has such a name, but the file system would find a directory.
      if (/\/\/|(?:^|\/)\.{1,2}\//.test(prefix)) return [];
      const loose = looseNames(gitDir, prefix.startsWith('refs/') ? prefix : 'refs/');
      const all = new Set([...loose, ...packed().keys()].filter(name => name.startsWith(prefix)));
      return [...all].sort((one, other) => (one < other ? -1 : 1));
    },
  };
}

function readLooseRef(file: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? ''))
      return undefined;
    throw error;
  }
  const [, target] = /^ref:\s*(\S+)\s*$/.exec(text) ?? [];
  // An empty file is a ref that lost its content in a crash: to Git it is broken, to us it is none.
  return target === undefined ? /^[0-9a-f]{40}(?=\s|$)/.exec(text)?.[0] : `ref: ${target}`;
}

function* looseNames(gitDir: string, directory: string): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(gitDir, directory), { withFileTypes: true });
  } catch {
    return;
  }
  for (const entry of entries) {
    if (entry.isDirectory()) yield* looseNames(gitDir, `${directory}${entry.name}/`);
    else if (!entry.name.endsWith('.lock')) yield directory + entry.name;
  }
}

/** https://git-scm.com/docs/git-pack-refs: `<id> <name>` a line, `^<id>` what the tag above it leads to. */
function packedRefs(file: string): () => ReadonlyMap<string, string> {
  let read: { stamp: string; refs: ReadonlyMap<string, string> } = { stamp: '', refs: new Map() };
  return () => {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
    const stamp = stat === undefined ? '' : `${stat.ino} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}`;
    if (stamp !== read.stamp) {
      const lines = readFileSync(file, 'utf8').split('\n');
      const refs = lines.filter(line => /^[0-9a-f]{40} /.test(line));
      read = { stamp, refs: new Map(refs.map(line => [line.slice(41), line.slice(0, 40)])) };
    }
    return read.refs;
  };
}
