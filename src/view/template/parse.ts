/**
 * A template's text → its parts. `%(key:form)` is a value, `%(color:red)` and `%(align:20,right)…%(end)` are Git's, as are
 * `%%`, `%n` and `%x00`. A name with a colon or a parenthesis stands in quotes, as in a filter: `%(metrics."a:b")`.
 */
import type { Directions } from '../../query/direction.ts';
import { ATTRIBUTES, type Key, parseKey } from '../../query/lookup.ts';
import { nearest } from '../../query/nearest.ts';
import { UsageError } from '../../run/errors.ts';
import { TemplateError } from '../../run/template-errors.ts';
import { COLOUR_WORDS, parseColour } from './colour.ts';
import { formsOf, hasForm } from './form.ts';
import { type Part, POSITIONS, type Position, type Template } from './template.ts';

interface Place {
  readonly at: number;
  readonly end: number;
}

/** An `%(align)` that waits for its `%(end)`; the first is the template itself. */
interface Open {
  readonly place: Place;
  readonly width: number;
  readonly position: Position;
  readonly of: Part[];
}

const MOST_NESTED = 16;

/** Reads a template; `declared` says which values of a metric are better. Throws TemplateError. */
export function parseTemplate(text: string, declared: Directions = {}): Template {
  const top: Open = { place: { at: 0, end: 0 }, width: 0, position: 'left', of: [] };
  const open = [top];
  for (let at = 0; at < text.length; ) {
    const { of } = open.at(-1) as Open;
    if (text.startsWith('%(', at)) {
      const atom = readAtom(text, at);
      readPart(text, atom, open, declared);
      at = atom.end;
    } else {
      const end = text[at] === '%' ? at : text.indexOf('%', at);
      const literal = end === at ? readEscape(text, at) : { text: text.slice(at, end < 0 ? undefined : end) };
      addText(of, literal.text);
      at = end === at ? (literal as Place).end : end < 0 ? text.length : end;
    }
  }
  const unclosed = open.length > 1 ? open.at(-1) : undefined;
  if (unclosed !== undefined)
    throw new TemplateError(text, 'this %(align) has no %(end)', unclosed.place, ['%(end)']);
  return top.of;
}

function addText(parts: Part[], text: string): void {
  const last = parts.at(-1);
  if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + text };
  else parts.push({ kind: 'text', text });
}

/** `%n` and `%x00` as in git log, `%00` as in git for-each-ref; of ASCII, since what is more can be typed. */
function readEscape(text: string, at: number): { text: string } & Place {
  const [found = '', sign, hex] = /%(?:([%n])|x?([0-7][0-9a-fA-F]))/y.exec(text.slice(at)) ?? [];
  const end = at + found.length;
  if (sign !== undefined) return { text: sign === 'n' ? '\n' : '%', at, end };
  if (hex !== undefined) return { text: String.fromCharCode(Number.parseInt(hex, 16)), at, end };
  const shown = text.slice(at, at + 2);
  throw new TemplateError(text, `'${shown}' means nothing`, { at, end: at + shown.length }, ['%%']);
}

/** What stands between `%(` and `)`. */
interface Atom extends Place {
  readonly name: string;
  /** The part of the name that stood in quotes. */
  readonly quoted?: string;
  readonly form: string;
}

const NAME = /[^:()'"`]*/y;
const QUOTED = /e'((?:[^\\']|\\.)*)'|'([^']*)'|"([^"]*)"|`([^`]*)`/sy;
/** Only the users' own names have quotes. */
const PREFIX = /^(?:param|metric|tag)s?\.$/;
const FORM = /(?::([^)]*))?\)/y;

function readAtom(text: string, start: number): Atom {
  const bare = match(NAME, text, start + 2)?.[0] ?? '';
  const isEscaped = bare.endsWith('.e') && text[start + 2 + bare.length] === "'";
  const name = isEscaped ? bare.slice(0, -1) : bare;
  const from = start + 2 + name.length;
  const quote = PREFIX.test(name) ? match(QUOTED, text, from) : undefined;
  const rest = match(FORM, text, from + (quote?.[0].length ?? 0));
  if (rest === undefined) {
    const end = text.indexOf(')', start) + 1 || text.length;
    const why = text.includes(')', start)
      ? 'this cannot be read: a name with signs stands in quotes'
      : 'this %( is not closed';
    throw new TemplateError(text, why, { at: start, end });
  }
  const [whole, form = ''] = rest;
  const end = from + (quote?.[0].length ?? 0) + whole.length;
  if (quote === undefined) return { name, form, at: start, end };
  const [, escaped, ...plain] = quote;
  const quoted = escaped?.replace(/\\(.)/gs, '$1') ?? plain.find(one => one !== undefined) ?? '';
  return { name, quoted, form, at: start, end };
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

function readPart(text: string, atom: Atom, open: Open[], declared: Directions): void {
  const parts = (open.at(-1) as Open).of;
  const colon = atom.form === '' ? '' : ':';
  if (atom.name === 'end' && colon === '') {
    if (open.length === 1) throw new TemplateError(text, 'there is no %(align) before this %(end)', atom);
    const { width, position, of } = open.pop() as Open;
    (open.at(-1) as Open).of.push({ kind: 'align', width, position, of });
  } else if (atom.name === 'align') {
    if (open.length > MOST_NESTED) throw new TemplateError(text, 'this is nested too deeply', atom);
    open.push({ place: atom, ...readAlign(text, atom), of: [] });
  } else if (atom.name === 'color' || atom.name === 'colour') {
    parts.push({ kind: 'colour', colour: readColour(text, atom) });
  } else {
    const key = readKey(text, atom, declared);
    if (!hasForm(key, atom.form)) throw noForm(text, atom, key);
    parts.push({ kind: 'value', key, form: atom.form });
  }
}

function readAlign(text: string, atom: Atom): { width: number; position: Position } {
  const words = atom.form.split(',').map(word => word.trim());
  const width = words.find(word => /^\d{1,4}$/.test(word));
  const other = words.find(word => word !== width) ?? 'left';
  const position = POSITIONS.find(name => name === other);
  if (width === undefined || position === undefined || words.length > 2)
    throw new TemplateError(text, 'this needs cells, and may have a side', atom, ['%(align:20,right)']);
  return { width: Number(width), position };
}

function readColour(text: string, atom: Atom): string {
  if (parseColour(atom.form) !== undefined) return atom.form;
  const last = atom.form.trim().split(/\s+/).at(-1) ?? '';
  const near = nearest(last, COLOUR_WORDS, 1).map(word => `%(color:${word})`);
  throw new TemplateError(text, `'${atom.form}' is no colour`, atom, near);
}

function readKey(text: string, atom: Atom, declared: Directions): Key {
  const { name, quoted } = atom;
  try {
    return parseKey(quoted === undefined ? name : `${name}"${quoted}"`, declared);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const words = [...ATTRIBUTES, 'color', 'align', 'end'];
    const close = nearest(name.replace(/^attributes?\./, ''), words);
    const near = close.length > 0 ? close : [`metrics.${name}`, `params.${name}`, `tags.${name}`];
    throw new TemplateError(
      text,
      `there is no field '${name}${quoted ?? ''}'`,
      atom,
      near.map(one => `%(${one})`),
    );
  }
}

function noForm(text: string, atom: Atom, key: Key): TemplateError {
  const numeric = hasForm(key, '%.3f') ? ['%.3f'] : [];
  const forms = [...Object.keys(formsOf(key)), ...numeric];
  const near = nearest(atom.form, forms, 1);
  const has = forms.length === 0 ? 'it has none' : `there are ${forms.join(', ')}`;
  return new TemplateError(
    text,
    `${atom.name} has no form '${atom.form}'; ${has}`,
    atom,
    near.map(form => `%(${atom.name}:${form})`),
  );
}
