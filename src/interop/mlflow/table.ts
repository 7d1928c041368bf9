/** Tables as MLflow's commands print them: every column filled up with blanks, the last one too. */

/** Columns are two wider than their titles, and at least as wide as this: characters. */
const NARROWEST = 4;
const MARGIN = 2;

/** Prints rows below their titles, without a final newline. Without rows there are no columns either. */
export function mlflowTable(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = titles.map((title, at) =>
    Math.max(NARROWEST, title.length + MARGIN, ...rows.map(row => lengthOf(row[at] ?? ''))),
  );
  if (rows.length === 0) return '\n';
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - lengthOf(cell))).join('  ');
  return [line(titles), line(widths.map(width => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** As Python counts. */
function lengthOf(text: string): number {
  return [...text].length;
}
