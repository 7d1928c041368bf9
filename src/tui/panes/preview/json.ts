/** JSON laid out: a member a line, short ones together, long ones cut; also of many values, a line each. */
import { formatCount } from '../../../view/format.ts';
import type { Style } from '../../../view/style.ts';
import type { Preview } from '../../state/preview.ts';
import { boundedLine, cutOf, type PreviewedFile } from './previewed-file.ts';
import { type JsonContainer, type JsonMember, type JsonNode, readJson } from './read-json.ts';

/** What is shown at most: lines, members of one value, values within values. */
const MOST_LINES = 5000;
const MOST_MEMBERS = 200;
const DEEPEST = 12;
/** Members of one value, where a whole text has more bytes than `LARGE`. */
const FEW_MEMBERS = 20;
const LARGE = 65_536;
/** UTF-16 units: of a key or text, of what stands in one line. */
const LONGEST = 300;
const SHORT = 64;

/** Shows JSON; undefined where the file is none. */
export function jsonPreview(file: PreviewedFile, { style }: { readonly style: Style }): Preview | undefined {
  const { path, text } = file;
  const isNamed = /\.(?:json|jsonl|ndjson|geojson|ipynb)$/i.test(path);
  if (text === undefined || !(isNamed || /^\ufeff?\s*[{[]/.test(text))) return undefined;
  const roots = readJson(text, file.bytes.length < file.size);
  const [first] = roots ?? [];
  if (roots === undefined || first === undefined) return undefined;
  const printer: Printer = {
    style,
    most: text.length > LARGE && roots.length === 1 ? FEW_MEMBERS : MOST_MEMBERS,
    lines: [],
  };
  if (roots.length === 1) print(printer, first, { indent: 0, before: '', after: '' });
  else for (const root of roots) printer.lines.push(boundedRoot(root, style));
  const isAll = printer.lines.length <= MOST_LINES;
  return {
    kind: roots.length === 1 ? 'JSON' : `JSON, ${formatCount(roots.length, 'line')}`,
    cut: [cutOf(file), ...(isAll ? [] : [`the first ${MOST_LINES} lines`])]
      .filter(part => part !== '')
      .join(', '),
    head: [],
    lines: printer.lines.slice(0, MOST_LINES),
    isNumbered: roots.length > 1,
  };
}

interface Printer {
  readonly style: Style;
  /** Members of one value. */
  readonly most: number;
  readonly lines: string[];
}

/** Where a value stands: its key before it, a comma behind it. */
interface Spot {
  readonly indent: number;
  readonly before: string;
  readonly after: string;
}

function print(printer: Printer, node: JsonNode, { indent, before, after }: Spot): void {
  const { style, lines, most } = printer;
  if (lines.length > MOST_LINES) return;
  const line = (text: string) => lines.push(' '.repeat(indent * 2) + text);
  const inline = inlined(node, style, indent > 0 ? SHORT : 0);
  if (inline !== undefined) return void line(before + inline + after);
  const { kind, members, isWhole } = node as JsonContainer;
  const [begin, end] = kind === 'object' ? '{}' : '[]';
  if (indent >= DEEPEST)
    return void line(
      `${before}${begin}${style.dim(`… ${formatCount(members.length, 'member')}`)}${end}${after}`,
    );
  line(before + begin);
  printMembers(printer, members.slice(0, most), indent + 1, members.length > most || !isWhole);
  if (members.length > most)
    lines.push(`${' '.repeat(indent * 2 + 2)}${style.dim(`… ${members.length - most} more`)}`);
  if (isWhole) line(end + after);
  else line(style.dim('…'));
}

/** Values without a name that are short share a line, as long as there is room. */
function printMembers(
  printer: Printer,
  members: readonly JsonMember[],
  indent: number,
  isMore: boolean,
): void {
  let filled = '';
  let used = 0;
  const flush = () => {
    if (filled !== '') printer.lines.push(' '.repeat(indent * 2) + filled);
    [filled, used] = ['', 0];
  };
  for (const [at, { key, value }] of members.entries()) {
    const after = at < members.length - 1 || isMore ? ',' : '';
    if (key === undefined && value.kind === 'number') {
      if (used + value.text.length > SHORT) flush();
      filled += (filled === '' ? '' : ' ') + scalar(value.kind, value.text, printer.style) + after;
      used += value.text.length + 2;
      continue;
    }
    flush();
    const before = key === undefined ? '' : `${printer.style.cyan(boundedLine(key, LONGEST))}: `;
    print(printer, value, { indent, before, after });
  }
  flush();
}

/** What fits into so many characters, and holds nothing that holds more; scalars always do. */
function inlined(node: JsonNode, style: Style, room: number): string | undefined {
  if (!('members' in node)) return scalar(node.kind, node.text, style);
  const { kind, members, isWhole } = node;
  if (members.length === 0 && isWhole) return kind === 'object' ? '{}' : '[]';
  if (!isWhole || members.length > room) return undefined;
  let length = 2;
  const parts: string[] = [];
  for (const { key = '', value } of members) {
    if ('members' in value) return undefined;
    length += key.length + value.text.length + 4;
    if (length > room) return undefined;
    const name = key === '' ? '' : `${style.cyan(boundedLine(key))}: `;
    parts.push(name + scalar(value.kind, value.text, style));
  }
  const inner = parts.join(', ');
  return kind === 'object' ? `{ ${inner} }` : `[${inner}]`;
}

function scalar(kind: 'string' | 'number' | 'word', text: string, style: Style): string {
  const shown = boundedLine(text, LONGEST);
  return kind === 'string' ? style.green(shown) : kind === 'word' ? style.magenta(shown) : shown;
}

/** One of many values: in a line, whatever it holds. */
function boundedRoot(node: JsonNode, style: Style): string {
  const parts: string[] = [];
  write(node, { style, parts, left: LONGEST * 2 });
  return parts.join('');
}

interface Writer {
  readonly style: Style;
  readonly parts: string[];
  left: number;
}

function write(node: JsonNode, writer: Writer, depth = 0): void {
  const { style, parts } = writer;
  if (!('members' in node)) {
    writer.left -= node.text.length;
    parts.push(scalar(node.kind, node.text, style));
    return;
  }
  const [begin = '', end = ''] = node.kind === 'object' ? '{}' : '[]';
  parts.push(begin);
  for (const [at, { key, value }] of node.members.entries()) {
    if (writer.left <= 0 || depth > DEEPEST) {
      parts.push(style.dim('…'));
      break;
    }
    if (at > 0) parts.push(', ');
    if (key !== undefined) parts.push(`${style.cyan(boundedLine(key, LONGEST))}: `);
    writer.left -= (key?.length ?? 0) + 2;
    write(value, writer, depth + 1);
  }
  parts.push(end);
}
