/** What is to be seen of a file: lines that one scrolls and searches, or a picture. */
import { type DocState, moveDoc, NO_DOC, reduceDoc } from './doc.ts';

/** A file made ready to be looked at. */
export interface Preview {
  /** `CSV, 3 columns`. */
  readonly kind: string;
  /** What is not shown of it: `the first 256 kB of 3.1 MB`; empty where all of it is. */
  readonly cut: string;
  /** Lines that stay above the others: the titles of a table. */
  readonly head: readonly string[];
  /** Styled and safe. */
  readonly lines: readonly string[];
  /** Whether the lines are those of the file, and have its numbers. */
  readonly isNumbered: boolean;
  /** In the place of lines, where the terminal shows pictures. */
  readonly picture?: { readonly sequence: string; readonly erase?: string };
}

export interface PreviewState {
  /** Of which file it is: of a run, at a path. */
  readonly of: string;
  readonly preview: Preview | undefined;
  /** Its lines, and where one is in them. */
  readonly doc: DocState;
}

export const NO_PREVIEW: PreviewState = { of: '', preview: undefined, doc: NO_DOC };

/** By what a preview is known. */
export function previewOf(run: string, path: string): string {
  return `${run} ${path}`;
}

export type PreviewEvent =
  | { readonly kind: 'loading'; readonly of: string }
  | { readonly kind: 'ready'; readonly of: string; readonly preview: Preview }
  | { readonly kind: 'failed'; readonly of: string; readonly trouble: string };

/** What becomes of it. In the same file, read anew, one stays where one is. */
export function reducePreview(state: PreviewState, event: PreviewEvent): PreviewState {
  const { of } = event;
  const doc = reduceDoc(state.doc, { kind: 'loading', of, title: of });
  switch (event.kind) {
    case 'loading':
      return { of, preview: of === state.of ? state.preview : undefined, doc };
    case 'failed':
      return { of, preview: undefined, doc: reduceDoc(doc, event) };
    case 'ready': {
      const { preview } = event;
      return { of, preview, doc: reduceDoc(doc, { kind: 'text', of, text: preview.lines.join('\n') }) };
    }
  }
}

/** Scrolls it, or goes to a match; `height` is that of the pane, with what stands above the lines. */
export function movePreview(state: PreviewState, action: string, height: number): PreviewState {
  return { ...state, doc: moveDoc(state.doc, action, roomFor(state.preview, height)) };
}

/** Lines of a pane that are left for those of the file. */
export function roomFor(preview: Preview | undefined, height: number): number {
  return Math.max(1, height - 1 - (preview?.head.length ?? 0));
}
