/** Any text: its lines as they are, without colours and with tabs laid out. */
import { sanitiseLog } from '../../../view/sanitise.ts';
import { widthOf } from '../../../view/width.ts';
import type { Preview } from '../../state/preview.ts';
import { boundedLine, cutOf, LONGEST, type PreviewedFile } from './previewed-file.ts';

/** Shows a text; undefined where the file is none. */
export function textPreview(file: PreviewedFile): Preview | undefined {
  if (file.text === undefined) return undefined;
  return {
    kind: ['text', file.encoding].filter(word => word !== '').join(', '),
    cut: cutOf(file),
    head: [],
    lines: textLines(file.text),
    isNumbered: true,
  };
}

/** The lines of a text of any origin, safe to show. */
export function textLines(text: string): string[] {
  const safe = sanitiseLog(text, { colours: false });
  return safe
    .replace(/\n$/, '')
    .split('\n')
    .map(expanded)
    .map(line => boundedLine(line));
}

const TAB = 8;

/** A tab goes on to the next eighth cell. */
function expanded(line: string): string {
  if (!line.includes('\t')) return line;
  // What is cut off afterwards need not be laid out.
  const [first = '', ...parts] = line.slice(0, LONGEST + 1).split('\t');
  let laid = first;
  let cells = widthOf(first);
  for (const part of parts) {
    const blanks = TAB - (cells % TAB);
    laid += ' '.repeat(blanks) + part;
    cells += blanks + widthOf(part);
  }
  return laid;
}
