/** What a torture came to: a row for each command and fault. */

export interface Row {
  readonly command: string;
  readonly fault: string;
  points: number;
  reached: number;
  /** Of those reached, where the job came to its end; for commands without a job, those that did what they were asked. */
  survived: number;
  whole: number;
  recovered: number;
  absent: number;
  violations: number;
}

const HEADINGS = [
  'command',
  'fault',
  'points',
  'reached',
  'survived',
  'whole',
  'recovered',
  'absent',
  'violations',
];

/** Prints rows as a table, and their sum. */
export function printTable(rows: readonly Row[]): string {
  const numbers = ({ points, reached, survived, whole, recovered, absent, violations }: Row) => [
    points,
    reached,
    survived,
    whole,
    recovered,
    absent,
    violations,
  ];
  const cells = rows.map(row => [row.command, row.fault, ...numbers(row).map(String)]);
  const sums = rows
    .map(numbers)
    .reduce((sum, row) => sum.map((value, column) => value + (row[column] ?? 0)), [0, 0, 0, 0, 0, 0, 0]);
  const all = [HEADINGS, ...cells, ['all', '', ...sums.map(String)]];
  const widths = HEADINGS.map((_, column) => Math.max(...all.map(row => row[column]?.length ?? 0)));
  return all
    .map(row =>
      row
        .map((cell, column) =>
          column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
