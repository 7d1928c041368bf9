/** Two sides, compared and printed: two runs, or a run and the work tree. */
import { differing } from '../../query/changes.ts';
import { diffSides, type RunDiff } from '../../query/diff.ts';
import { betterOf } from '../../query/direction.ts';
import { SECTIONS, type Side } from '../../query/side.ts';
import type { Artifact } from '../../run/manifest.ts';
import type { CodeView } from '../../view/diff/code.ts';
import type { ContentView } from '../../view/diff/content.ts';
import { runDiffBlocks, titlesOf } from '../../view/diff/run-diff.ts';
import { printSheet } from '../../view/sheet/print-sheet.ts';
import type { Context } from '../context.ts';
import { metricDirections } from '../directions.ts';
import { during } from '../during.ts';
import type { Answer } from './answer.ts';
import { diffsOf, readCode } from './code.ts';
import { type ContentPair, readContent } from './content.ts';
import { type DiffWish, isColoured } from './wish.ts';

/** Compares two sides as a wish says. Throws what reading their code and artifacts throws. */
export async function comparePair(context: Context, a: Side, b: Side, wish: DiffWish): Promise<Answer> {
  const declared = await metricDirections(context);
  const sections = wish.sections.length === 0 ? SECTIONS : wish.sections;
  const diff = diffSides(a, b, { sections, directionOf: metric => betterOf(metric, declared).better });
  const text = async () => {
    const code = await codeOf(context, diff, wish);
    const content = wish.content ? await contentOf(context, diff, wish) : undefined;
    return printed(context, diff, { wish, code, content });
  };
  const pieces = await rawCode(context, diff, wish);
  return { same: diff.same, ...(pieces === undefined ? { text } : { pieces }) };
}

function codeWish(context: Context, { forms, paths, format }: DiffWish) {
  const isVerbatim = format === 'table';
  return { forms, paths, isVerbatim, colour: isVerbatim && isColoured(context), width: context.out.columns };
}

async function codeOf(context: Context, { code }: RunDiff, wish: DiffWish): Promise<CodeView | undefined> {
  if (code === undefined) return undefined;
  return code.sameTree
    ? { files: [] }
    : during(context, 'comparing the code', readCode(context, code, codeWish(context, wish)));
}

/** The code alone, in a pipe: byte for byte what Git prints, so that Git can apply it. */
async function rawCode(context: Context, { code }: RunDiff, wish: DiffWish): Promise<Answer['pieces']> {
  const isAlone = wish.format === 'table' && wish.sections.length === 1 && !wish.content;
  if (!isAlone || code === undefined || context.out.isTerminal || code.remarks.length > 0) return undefined;
  const repository = await diffsOf(context, code);
  return typeof repository === 'string'
    ? undefined
    : repository.diffs?.print(code.a, code.b, codeWish(context, wish));
}

async function contentOf(
  context: Context,
  { a, b, artifacts = [] }: RunDiff,
  wish: DiffWish,
): Promise<ContentView[]> {
  const place = (side: Side, artifact: Artifact | undefined) =>
    artifact === undefined || side.commit === undefined ? undefined : { ...artifact, commit: side.commit };
  const pairs = differing(artifacts).map((change): ContentPair => {
    const [one, other] = [place(a, change.a), place(b, change.b)];
    return { title: change.key, ...(one && { a: one }), ...(other && { b: other }) };
  });
  return readContent(context, pairs, { colour: codeWish(context, wish).colour, asText: false });
}

interface Parts {
  readonly wish: DiffWish;
  readonly code: CodeView | undefined;
  readonly content: readonly ContentView[] | undefined;
}

async function printed(context: Context, diff: RunDiff, { wish, code, content }: Parts): Promise<string> {
  const { format } = wish;
  if (format === 'json') {
    const { printRunDiffJson } = await import('../../view/diff/run-diff-json.ts');
    return printRunDiffJson(diff, { code, content });
  }
  if (format === 'csv') {
    const { printRunDiffCsv } = await import('../../view/diff/run-diff-csv.ts');
    return printRunDiffCsv(diff, code);
  }
  const { out, zone } = context;
  const blocks = runDiffBlocks(diff, { now: context.now(), zone, isLive: format === 'table', code, content });
  const title = titlesOf(diff.a, diff.b).join(' and ');
  return printSheet(blocks, { format, title, width: out.columns, style: context.styleOf(out) });
}
