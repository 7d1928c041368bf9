/** Tables of LaTeX with the rules of booktabs: https://ctan.org/pkg/booktabs */
import type { TextColumn } from './markdown.ts';
import { sanitise } from './sanitise.ts';

/** Prints a `tabular`; needs `\usepackage{booktabs}`. No cell can hold a command. */
export function latexTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const layout = columns.map(({ align }) => (align === 'right' ? 'r' : 'l')).join('');
  const line = (cells: readonly string[]) => `  ${cells.map(escaped).join(' & ')} \\\\\n`;
  const body = rows.map(row => line(columns.map((_, index) => row[index] ?? '')));
  return [
    `\\begin{tabular}{${layout}}\n`,
    '  \\toprule\n',
    line(columns.map(({ title }) => title)),
    '  \\midrule\n',
    ...body,
    '  \\bottomrule\n',
    '\\end{tabular}\n',
  ].join('');
}

const COMMANDS: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '±': '$\\pm$',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
};

function escaped(text: string): string {
  return sanitise(text)
    .replace(/[\\~^±<>]|[&%$#_{}]/g, sign => COMMANDS[sign] ?? `\\${sign}`)
    .replace(/\u2026/g, '\\ldots{}');
}
