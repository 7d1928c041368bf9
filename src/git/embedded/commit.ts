/** Commit objects: what of them is read here, and how a new one is printed, byte for byte as `git fast-import` does. */
import type { NewCommit } from '../repository.ts';
import { signature } from '../signature.ts';

export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  /** Of the committer, seconds since 1970. */
  readonly time: number;
}

/** Reads a commit object. */
export function parseCommit(content: Buffer): Commit {
  const text = content.toString('latin1');
  const end = text.indexOf('\n\n');
  const head = end < 0 ? text : text.slice(0, end + 1);
  return {
    tree: /^tree ([0-9a-f]+)\n/.exec(head)?.[1] ?? '',
    parents: [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, oid = '']) => oid),
    time: Number(/^committer .*> (\d+) [+-]\d+$/m.exec(head)?.[1] ?? 0),
  };
}

/** Prints a commit object. */
export function formatCommit(tree: string, commit: NewCommit): Buffer {
  const { parent, merged = [], author, time, message } = commit;
  const who = signature(author, time);
  const parents = parent === undefined ? '' : [parent, ...merged].map(oid => `parent ${oid}\n`).join('');
  return Buffer.from(`tree ${tree}\n${parents}author ${who}\ncommitter ${who}\n\n${message}`);
}
