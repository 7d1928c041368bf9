/** Plots into files: a page, an SVG, a PNG, any of them to standard output. */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Directions } from '../../query/direction.ts';
import { UsageError } from '../../run/errors.ts';
import { formatBytes } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { Context } from '../context.ts';
import { during } from '../during.ts';
import { drawPng, drawSvg } from '../pictures.ts';
import { figuresOf } from './figures.ts';
import { pageMetrics, printPage } from './page.ts';
import { type PlotSource, readPlotSource, sayTimeless } from './plot-source.ts';
import type { EndedRow } from './plotted-runs.ts';
import { type Given, numberOf, type PlotWish } from './wish.ts';

export interface WritePlan {
  readonly given: Given;
  readonly wish: PlotWish;
  readonly directions: Directions;
  /** What pictures draw curves of. */
  readonly metrics: readonly string[];
}

/** Whether a file is to be written. */
export function isWritten({ html, svg, png }: Given): boolean {
  return html !== undefined || svg !== undefined || png !== undefined;
}

/** Draws and writes. Returns the exit code. */
export async function writePlots(
  context: Context,
  rows: readonly EndedRow[],
  { given, wish, directions, metrics }: WritePlan,
): Promise<number> {
  checkTargets(context, given);
  const size = sizeOf(given);
  // A page has room for more.
  const wanted = given.html !== undefined && wish.metrics.length === 0 ? pageMetrics(rows) : metrics;
  const source = await readPlotSource(context, rows, { metrics: wanted, directions });
  sayTimeless(context, source, wish.axis);
  if (given.html !== undefined) await put(context, given.html, await printPage(source, wish));
  if (given.svg === undefined && given.png === undefined) return 0;
  const pictured: PlotSource = {
    ...source,
    metrics: source.metrics.filter(({ metric }) => metrics.includes(metric)),
  };
  const figures = figuresOf(pictured, wish);
  checkPixels(size, figures.length);
  const svg = drawSvg(figures, size);
  if (given.svg !== undefined) await put(context, given.svg, svg);
  if (given.png !== undefined) await put(context, given.png, await during(context, 'painting', drawPng(svg)));
  return 0;
}

function checkTargets({ out }: Context, { html, svg, png }: Given): void {
  if ([html, svg, png].filter(file => file === '-').length > 1)
    throw new UsageError('only one of --html, --svg and --png can go to standard output');
  if (png === '-' && out.isTerminal)
    throw new UsageError('a picture is no text for a terminal: name a file, or pipe it on');
}

function sizeOf(given: Given): { width: number; height: number } {
  const width = numberOf(given.width, '--width') ?? 800;
  const height = numberOf(given.height, '--height') ?? 420;
  return { width: Math.max(200, width), height: Math.max(150, height) };
}

/** A picture takes four bytes a pixel. */
const MOST_PIXELS = 100e6;

function checkPixels({ width, height }: { width: number; height: number }, count: number): void {
  if (width * height * count > MOST_PIXELS)
    throw new UsageError(`${count} × ${width} × ${height} pixels are more than a hundred millions`);
}

async function put(context: Context, file: string, content: string | Uint8Array): Promise<void> {
  const bytes = Buffer.from(content as string);
  if (file === '-') return context.out.writeBytes(bytes);
  await writeFile(resolve(context.cwd, file), bytes);
  context.say(`git-run: wrote ${sanitise(file)} (${formatBytes(bytes.length)})`);
}
