/** Several runs side by side, compared and printed. */
import { betterOf } from '../../query/direction.ts';
import { SECTIONS, type Section, type Side } from '../../query/side.ts';
import { isAllSame, sideBySide } from '../../query/side-by-side.ts';
import { sideBySideBlocks } from '../../view/diff/side-by-side.ts';
import { sideTitles } from '../../view/diff/side-titles.ts';
import { printSheet } from '../../view/sheet/print-sheet.ts';
import type { Context } from '../context.ts';
import { metricDirections } from '../directions.ts';
import type { Answer } from './answer.ts';
import type { DiffWish } from './wish.ts';

/** What is shown of several runs where nothing is named: what lies in their records. */
export const USUAL: readonly Section[] = ['outcome', 'params', 'metrics', 'code'];

/** Compares runs as a wish says. */
export async function compareSeveral(
  context: Context,
  sides: readonly Side[],
  wish: DiffWish,
): Promise<Answer> {
  const declared = await metricDirections(context);
  const sections = wish.sections.length === 0 ? USUAL : wish.sections;
  const rows = sideBySide(sides, { sections, directionOf: metric => betterOf(metric, declared).better });
  const text = async () => {
    if (wish.format === 'json' || wish.format === 'csv') {
      const { printSideBySideCsv, printSideBySideJson } = await import(
        '../../view/diff/side-by-side-json.ts'
      );
      return wish.format === 'json'
        ? printSideBySideJson(sides, rows)
        : printSideBySideCsv(sides, rows, wish.rows);
    }
    const { out } = context;
    const width = wish.format === 'table' ? out.columns : undefined;
    // What was not asked for is not missed; what nobody said anything of is.
    const leftOut = wish.sections.length === 0 ? SECTIONS.filter(section => !USUAL.includes(section)) : [];
    const { rows: asRows, all, hasBaseline } = wish;
    const blocks = sideBySideBlocks(sides, rows, { width, asRows, all, hasBaseline, leftOut });
    const named =
      sideTitles(sides.slice(0, 3)).join(', ') + (sides.length > 3 ? ` and ${sides.length - 3} more` : '');
    return printSheet(blocks, { format: wish.format, title: named, width, style: context.styleOf(out) });
  };
  return { same: isAllSame(rows), text };
}
