/** What changed between two runs, for a report. */
import { diffSides } from '../../query/diff.ts';
import { betterOf, type Directions } from '../../query/direction.ts';
import { SECTIONS } from '../../query/side.ts';
import type { RunRow } from '../../run/run-row.ts';
import { runDiffBlocks } from '../../view/diff/run-diff.ts';
import type { Block } from '../../view/sheet/sheet.ts';
import type { Context } from '../context.ts';
import { readCode } from '../diff/code.ts';
import { sideOf } from '../diff/sides.ts';
import { findRun } from '../find-run.ts';

/** Compares them in all sections; of the code how much of each file. Throws what reading them throws. */
export async function readChanges(
  context: Context,
  a: RunRow,
  b: RunRow,
  directions: Directions,
): Promise<Block[]> {
  const [one, other] = [
    await sideOf(context, await findRun(context, a.id), SECTIONS),
    await sideOf(context, await findRun(context, b.id), SECTIONS),
  ];
  const diff = diffSides(one, other, { directionOf: metric => betterOf(metric, directions).better });
  const wish = { forms: ['stat'], paths: [], isVerbatim: false, colour: false, width: undefined } as const;
  const code =
    diff.code === undefined || diff.code.sameTree ? { files: [] } : await readCode(context, diff.code, wish);
  return runDiffBlocks(diff, { now: context.now(), zone: context.zone, isLive: false, code });
}
