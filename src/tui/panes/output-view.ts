/** The output of a run as lines of the screen, and what is said of it above. */
import { formatBytes } from '../../view/format.ts';
import type { Paint } from '../../view/style.ts';
import { unstyled } from '../../view/style.ts';
import { cut } from '../../view/width.ts';
import { endOf } from '../state/log-bytes.ts';
import { levelOf } from '../state/log-level.ts';
import { type LogLine, lineAfter, lineAt, noteBefore } from '../state/log-lines.ts';
import { patternOf } from '../state/log-search.ts';
import { rowsOf, textOf } from '../state/log-text.ts';
import { type ScreenSize, topOf } from '../state/move-output.ts';
import type { OutputState } from '../state/output.ts';
import { sliceCells } from '../surface/slice-cells.ts';
import type { Theme } from '../theme.ts';

/** Prints what of it is on the screen. */
export function outputView(state: OutputState, size: ScreenSize, theme: Theme): string[] {
  const { trouble, log, isLoading, isLive, of } = state;
  if (trouble !== undefined)
    return ['', ...trouble.split('\n').map(line => theme.error(cut(`  ${line}`, size.width)))];
  if (of === '') return [];
  if (endOf(log) === 0 && log.notes.length === 0) {
    const why = isLoading ? 'reading …' : isLive ? 'No output yet.' : 'No output.';
    return ['', theme.style.dim(`  ${why}`)];
  }
  return screenOf(state, size, theme);
}

function screenOf(state: OutputState, { width, height }: ScreenSize, theme: Theme): string[] {
  const { log } = state;
  const top = topOf(state, { width, height });
  const rows: string[] = [];
  let skipped = top.row;
  for (let line = lineAt(log, top.at); line !== undefined; line = lineAfter(log, line)) {
    rows.push(...shownRows(state, line, width, theme).slice(skipped));
    skipped = 0;
    if (rows.length >= height) break;
  }
  if (rows.length === 0) return ['', theme.style.dim('  reading …')];
  return rows.slice(0, height);
}

function shownRows(state: OutputState, line: LogLine, width: number, theme: Theme): string[] {
  const note = noteBefore(state.log, line);
  const before = note === undefined ? [] : [theme.style.dim(cut(note, width))];
  if (line.start === line.end) return before;
  const text = painted(state, line, theme);
  const { wraps, left } = state;
  return [...before, ...(wraps ? rowsOf(text, width) : [sliceCells(text, left, left + width)])];
}

/** In its own colours, or in that of its level; what is looked for is marked. */
function painted(state: OutputState, line: LogLine, theme: Theme): string {
  const { log, colours, search, hit } = state;
  const text = textOf(log, line, colours && theme.depth > 1);
  const isHit = hit !== undefined && hit >= line.start && hit < line.end;
  const plain = unstyled(text);
  const isMatch = search !== '' && patternOf(search).test(plain);
  if (!isHit && !isMatch) return plain === text ? levelPaint(plain, theme)(plain) : text;
  const paint = isHit ? theme.cursor : levelPaint(plain, theme);
  return isMatch ? marked(plain, search, { paint, match: theme.match }) : paint(plain || ' ');
}

function levelPaint(line: string, { error, warning, style }: Theme): Paint {
  switch (levelOf(line)) {
    case 'error':
      return error;
    case 'warning':
      return warning;
    case 'debug':
      return style.dim;
    default:
      return text => text;
  }
}

/** Each match, and what stands between, in a paint of its own. */
function marked(
  line: string,
  search: string,
  { paint, match }: { readonly paint: Paint; readonly match: Paint },
): string {
  const pattern = patternOf(search);
  let [text, at] = ['', 0];
  for (const found of line.matchAll(new RegExp(pattern, `${pattern.flags}g`))) {
    if (found[0] === '') continue;
    text += paint(line.slice(at, found.index)) + match(found[0]);
    at = found.index + found[0].length;
  }
  return text + paint(line.slice(at));
}

/** Whose it is, and where one is in it: `warm-jay · 41 % · 410 MB of 1.0 GB`. */
export function outputRemark(name: string, state: OutputState): string {
  return [name, ...placeRemarks(state)].filter(remark => remark !== '').join(' · ');
}

function placeRemarks({ log, isLive, isAtEnd, goal, place, isLoading }: OutputState): string[] {
  const size = endOf(log);
  if (isLoading || goal !== undefined) return ['reading …'];
  if (size === 0) return [];
  if (isAtEnd) return [isLive ? 'following' : 'end', formatBytes(size)];
  const percent = Math.floor((100 * Math.min(place.at, size)) / size);
  const live = isLive ? ['G follows'] : [];
  return [`${percent} %`, `${formatBytes(place.at)} of ${formatBytes(size)}`, ...live];
}
