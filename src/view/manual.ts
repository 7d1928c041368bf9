/**
 * Manual pages as data, and printed for man(1) with the macros of man(7): https://man7.org/linux/man-pages/man7/man.7.html
 * Text between backticks is set bold, a word in `<>` italic.
 */

export interface ManualPage {
  /** `git-run-log`. */
  readonly name: string;
  /** 1 commands, 5 file formats, 7 concepts. */
  readonly section: 1 | 5 | 7;
  /** Without a final period. */
  readonly summary: string;
  /** Lines of the synopsis, where there is one. */
  readonly synopsis?: readonly string[];
  readonly sections: readonly ManualSection[];
}

export interface ManualSection {
  readonly title: string;
  readonly body: readonly Block[];
}

/** A paragraph; terms with what they mean; lines that stand as they are; a heading of the second order. */
export type Block =
  | string
  | { readonly terms: readonly Term[] }
  | { readonly lines: readonly string[] }
  | { readonly heading: string };

export interface Term {
  readonly term: string;
  readonly text: string;
}

/** Prints a page of a version. There is no date in it: the same source gives the same page. */
export function printManual(page: ManualPage, version: string): string {
  const { name, section, summary, synopsis, sections } = page;
  const title = [name.toUpperCase(), section, '', `git-run ${version}`, 'git-run Manual'];
  return [
    `.TH ${title.map(word => `"${plain(String(word))}"`).join(' ')}`,
    // A word that is broken cannot be copied, and stretched lines read worse on a terminal.
    '.nh',
    '.ad l',
    '.SH NAME',
    ...filled(`${plain(name)} \\- ${inline(summary)}`),
    ...(synopsis === undefined ? [] : ['.SH SYNOPSIS', '.nf', ...synopsis.map(inline), '.fi']),
    ...sections.flatMap(({ title, body }) => [`.SH ${plain(title)}`, ...printBody(body)]),
    '',
  ].join('\n');
}

/** Behind a heading a paragraph has begun. */
function printBody(body: readonly Block[]): string[] {
  return body.flatMap((block, index) => {
    const before = body[index - 1];
    const isFirst = before === undefined || (typeof before === 'object' && 'heading' in before);
    return printBlock(block, isFirst ? [] : ['.PP']);
  });
}

function printBlock(block: Block, paragraph: readonly string[]): string[] {
  if (typeof block === 'string') return [...paragraph, ...filled(inline(block))];
  if ('heading' in block) return [`.SS ${plain(block.heading)}`];
  if ('terms' in block)
    return block.terms.flatMap(({ term, text }) => ['.TP', atStart(inline(term)), ...filled(inline(text))]);
  return [...paragraph, '.in +4n', '.nf', ...block.lines.map(line => atStart(plain(line))), '.fi', '.in'];
}

/** The page's own lines do not show; long ones are hard to compare. */
const WIDEST = 78;

function filled(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= WIDEST) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.map(atStart);
}

/** Bold and italic parts of a text. */
function inline(text: string): string {
  return text
    .split(/(`[^`]+`|<[\w:[\].=-]+>)/)
    .map((part, index) => {
      if (index % 2 === 0) return plain(part);
      return part.startsWith('`') ? `\\fB${plain(part.slice(1, -1))}\\fR` : `\\fI${plain(part)}\\fR`;
    })
    .join('');
}

/** Signs that roff reads, or sets as others than those of ASCII that a shell wants. */
const SIGNS: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  "'": '\\(aq',
  '`': '\\(ga',
  '^': '\\(ha',
  '~': '\\(ti',
  '"': '\\(dq',
};

/** A text that is set as it is, whatever is in it. */
function plain(text: string): string {
  return text.replace(
    /[\\\-'`^~"]|[^\x20-\x7e]/gu,
    char =>
      SIGNS[char] ?? `\\[u${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}

/** A line that begins with a dot would be a request. */
function atStart(line: string): string {
  return line.startsWith('.') ? `\\&${line}` : line;
}
