/** What stands where there is no run to list: how to make the first one, or why none is shown. */
import { formatCount } from '../../view/format.ts';
import { cut } from '../../view/width.ts';
import type { RunsState } from '../state/runs.ts';
import type { Theme } from '../theme.ts';

/** Prints it. */
export function emptyLines(state: RunsState, width: number, theme: Theme): string[] {
  return linesOf(state).map(line => {
    const shown = cut(line, width);
    return line.startsWith(EXAMPLE) ? theme.style.bold(shown) : shown;
  });
}

/** Before what can be typed. */
const EXAMPLE = '    ';

function linesOf({ rows, isComplete, reading, wish }: RunsState): string[] {
  if (!isComplete)
    return [
      '',
      reading === undefined ? '  reading runs …' : `  reading runs: ${reading.done} of ${reading.total}`,
    ];
  if (rows.length === 0)
    return [
      '',
      '  No runs yet. Record the first one:',
      '',
      `${EXAMPLE}git run -- python train.py --lr 0.1`,
      '',
      '  Any command will do.',
      '  It appears here while it is going.',
    ];
  if (wish.filterText !== '')
    return [
      '',
      `  None of ${formatCount(rows.length, 'run')} passes the filter:`,
      '  f changes it, Esc takes it away.',
    ];
  return [
    '',
    wish.trashed ? '  The trash is empty: X shows the runs.' : '  All runs are in the trash: X shows it.',
  ];
}
