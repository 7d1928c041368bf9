/** Git LFS pointers: a few lines that stand in a tree for a content kept elsewhere. Pure. */
import { idOf } from '../object-id.ts';

/** A content by its digest: all that its pointer says. */
export interface Content {
  /** In hex. */
  readonly sha256: string;
  /** Bytes, at least one: nothing is its own pointer. */
  readonly size: number;
}

/** Prints a pointer, byte for byte as every LFS client does: https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md */
export function printPointer({ sha256, size }: Content): string {
  return `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${size}\n`;
}

/** The id of the blob that a content's pointer is, in hex; `format` is `sha1` or `sha256`. */
export function pointerId(format: string, content: Content): string {
  return idOf(format, 'blob', Buffer.from(printPointer(content)));
}
