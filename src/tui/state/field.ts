/** A line of text that is being typed: the keys of readline. */
import { graphemesOf } from '../../view/width.ts';

export interface Field {
  readonly text: string;
  /** Where the next character goes, in UTF-16 units. */
  readonly at: number;
}

export const EMPTY_FIELD: Field = { text: '', at: 0 };

/** A field with a text, the cursor behind it. */
export function fieldOf(text: string): Field {
  return { text, at: text.length };
}

/** Puts text in at the cursor; line breaks become blanks. */
export function insert({ text, at }: Field, added: string): Field {
  const line = added.replace(/[\r\n\t]+/g, ' ').replace(/\p{Cc}/gu, '');
  return { text: text.slice(0, at) + line + text.slice(at), at: at + line.length };
}

/** Does what a key does in a line; undefined where it does nothing there. */
export function editField(field: Field, key: string): Field | undefined {
  const { text, at } = field;
  const edit = EDITS[key];
  if (edit !== undefined) return edit(field);
  if (key === 'space') return insert(field, ' ');
  // A key with a name has more than one character, and none that is a grapheme of several is ASCII.
  if (key.length > 1 && /^[ -~]+$/.test(key)) return undefined;
  return { text: text.slice(0, at) + key + text.slice(at), at: at + key.length };
}

const EDITS: Readonly<Record<string, (field: Field) => Field>> = {
  left: ({ text, at }) => ({ text, at: before(text, at) }),
  right: ({ text, at }) => ({ text, at: after(text, at) }),
  home: ({ text }) => ({ text, at: 0 }),
  end: ({ text }) => fieldOf(text),
  backspace: ({ text, at }) => removed(text, before(text, at), at),
  delete: ({ text, at }) => removed(text, at, after(text, at)),
  'ctrl+a': ({ text }) => ({ text, at: 0 }),
  'ctrl+e': ({ text }) => fieldOf(text),
  'ctrl+b': ({ text, at }) => ({ text, at: before(text, at) }),
  'ctrl+f': ({ text, at }) => ({ text, at: after(text, at) }),
  'ctrl+d': ({ text, at }) => removed(text, at, after(text, at)),
  'ctrl+u': ({ text, at }) => removed(text, 0, at),
  'ctrl+k': ({ text, at }) => removed(text, at, text.length),
  'ctrl+w': ({ text, at }) => removed(text, wordBefore(text, at), at),
  'alt+backspace': ({ text, at }) => removed(text, wordBefore(text, at), at),
  'alt+b': ({ text, at }) => ({ text, at: wordBefore(text, at) }),
  'ctrl+left': ({ text, at }) => ({ text, at: wordBefore(text, at) }),
  'alt+f': ({ text, at }) => ({ text, at: wordAfter(text, at) }),
  'ctrl+right': ({ text, at }) => ({ text, at: wordAfter(text, at) }),
};

function removed(text: string, from: number, to: number): Field {
  return { text: text.slice(0, from) + text.slice(to), at: from };
}

/** Where the character before a place begins: characters as people see them are not cut in two. */
function before(text: string, at: number): number {
  return [...graphemesOf(text.slice(0, at))].at(-1)?.index ?? 0;
}

function after(text: string, at: number): number {
  const [next] = graphemesOf(text.slice(at));
  return at + (next?.segment.length ?? 0);
}

function wordBefore(text: string, at: number): number {
  return text.slice(0, at).replace(/\S*\s*$/, '').length;
}

function wordAfter(text: string, at: number): number {
  return at + (/^\s*\S*/.exec(text.slice(at))?.[0].length ?? 0);
}
