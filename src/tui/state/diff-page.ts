/** The page of a difference: one goes through it by files and by hunks. */
import { unstyled } from '../../view/style.ts';
import { type DocState, moveDoc, toLine } from './doc.ts';

/** Does what a key does in the page; its part on the screen is in lines and cells. */
export function moveDiff(state: DocState, action: string, height: number, width: number): DocState {
  switch (action) {
    case 'next-file':
      return toLine(state, 1, isFile);
    case 'previous-file':
      return toLine(state, -1, isFile);
    case 'next-hunk':
      return toLine(state, 1, isHunk);
    case 'previous-hunk':
      return toLine(state, -1, isHunk);
    default:
      return moveDoc(state, action, height, width);
  }
}

/** Where in the files of the patch the page is: `at` is 0 before the first, `of` is how many there are. */
export function filePlace({ lines, top }: DocState): { readonly at: number; readonly of: number } {
  const files = filesOf(lines);
  return { at: files.filter(line => line <= top).length, of: files.length };
}

const known = new WeakMap<readonly string[], readonly number[]>();

/** Looked for once: a patch may be long, and the question comes with every key. */
function filesOf(lines: readonly string[]): readonly number[] {
  const before = known.get(lines);
  if (before !== undefined) return before;
  const files = lines.flatMap((line, at) => (isFile(unstyled(line)) ? [at] : []));
  known.set(lines, files);
  return files;
}

/** What is in a file stands behind a sign: no line of it begins like these. */
function isFile(line: string): boolean {
  return line.startsWith('diff --git ');
}

function isHunk(line: string): boolean {
  return line.startsWith('@@ ');
}
