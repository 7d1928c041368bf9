/** A histogram in the terminal: a bar of blocks for each bin. */
import { binsOf, countTexts } from './figure/bins.ts';
import { type Column, isNumeric } from './figure/column.ts';
import { formatCount, formatNumber } from './format.ts';
import type { Style } from './style.ts';
import { cut, pad, widthOf } from './width.ts';

/** Eighths of a cell: https://www.unicode.org/charts/PDF/U2580.pdf */
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** Prints a histogram of so many cells' width. */
export function printHistogram(
  column: Column,
  { width, style }: { readonly width: number; readonly style: Style },
): string {
  const bars = barsOf(column);
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  const title = `${style.bold(column.name)}  ${style.dim(`of ${formatCount(total, 'run')}`)}\n`;
  const labels = bars.map(({ label }) => cut(label, Math.max(8, width >> 1)));
  const margin = Math.max(0, ...labels.map(widthOf));
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const room = Math.max(1, width - margin - 3 - String(most).length);
  const lines = bars.map(({ count }, at) => {
    const bar = blocks((count / most) * room);
    const axis = style.dim(`${pad(labels[at] as string, margin, 'right')} │`);
    return `${axis}${style.cyan(bar)} ${count === 0 ? '' : count}`.trimEnd();
  });
  return `${title}${lines.join('\n')}\n`;
}

function barsOf(column: Column): { label: string; count: number }[] {
  if (!isNumeric(column)) return countTexts(column).map(({ text, count }) => ({ label: text, count }));
  return binsOf(column).map(({ from, to, count }) => ({
    label: from === to ? formatNumber(from) : `${formatNumber(from)} – ${formatNumber(to)}`,
    count,
  }));
}

/** A length in cells. */
function blocks(length: number): string {
  const eighths = Math.round(length * 8);
  return '█'.repeat(eighths >> 3) + (EIGHTHS[eighths & 7] as string);
}
