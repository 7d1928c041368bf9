/** How many charts there is room for, and how large they are. */

export interface GridSize {
  readonly width: number;
  readonly height: number;
}

export interface GridWish {
  /** Metrics there are to be shown, and runs in the legend. */
  readonly metrics: number;
  readonly runs: number;
  readonly isOne: boolean;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Cells and lines of each chart. */
  readonly width: number;
  readonly height: number;
  /** Lines of the legend, with the one above it; 0 where there is no room. */
  readonly legend: number;
}

/** Between two charts that stand side by side: cells. */
export const GAP = 2;
/** A chart that is smaller shows nothing. */
const LEAST: GridSize = { width: 36, height: 8 };
/** Beside each other, and below each other: more are no overview. */
const MOST = 4;
/** A pane that is lower has no legend. */
const LOW = 10;
/** A cell is about twice as high as it is wide, and a curve is read best where it is wider than high. */
const SHAPE = 2 * 1.7;

/** Shares out the room: as many charts as may be, in the form that suits them best. */
export function gridOf({ width, height }: GridSize, { metrics, runs, isOne }: GridWish): Grid {
  const legend = legendLines(height, runs);
  const room = height - legend;
  const most = { columns: fits(width + GAP, LEAST.width + GAP), rows: fits(room, LEAST.height) };
  const count = Math.max(1, Math.min(isOne ? 1 : metrics, most.columns * most.rows));
  let best: Grid | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (let columns = 1; columns <= most.columns; columns++) {
    const rows = Math.ceil(count / columns);
    if (rows > most.rows) continue;
    const cells = Math.floor((width - GAP * (columns - 1)) / columns);
    const lines = Math.floor(room / rows);
    const cost = Math.abs(Math.log(cells / lines / SHAPE)) + (columns * rows - count) * 0.3;
    if (cost < least) best = { columns, rows, width: cells, height: lines, legend };
    least = Math.min(least, cost);
  }
  return best ?? { columns: 1, rows: 1, width, height: room, legend };
}

function fits(room: number, least: number): number {
  return Math.max(1, Math.min(MOST, Math.floor(room / least)));
}

function legendLines(height: number, runs: number): number {
  return height < LOW ? 0 : 1 + Math.max(1, Math.min(runs, Math.floor(height * 0.3) - 1));
}
