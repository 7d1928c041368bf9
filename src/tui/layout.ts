/** Where everything lies on the screen: three panes where there is room, two, or one. */
import type { PaneName } from './pane-names.ts';
import type { Rect } from './surface/rect.ts';

export interface Layout {
  /** The names of the panes. */
  readonly tabs: Rect;
  readonly panes: readonly PlacedPane[];
  /** Between the panes on the left and on the right; absent where there is one pane. */
  readonly rule?: Rect;
  /** What is asked, and what is answered. */
  readonly status: Rect;
  /** The keys; absent where there is no room for them. */
  readonly footer?: Rect;
}

export interface PlacedPane {
  readonly name: PaneName;
  /** The line above it, with its name. */
  readonly title: Rect;
  readonly body: Rect;
}

export interface LayoutWish {
  readonly columns: number;
  readonly rows: number;
  readonly focus: PaneName;
  /** The pane beside the runs that had the focus last. */
  readonly beside: PaneName;
  /** Whether the pane with the focus has the whole screen. */
  readonly zoomed: boolean;
}

/** Columns from which there are two panes, and three. */
const TWO = 100;
const THREE = 140;
/** Rows that a pane needs to have another one below it. */
const STACKED = 24;
/** Rows below which the keys are not shown. */
const FOOTER = 12;
/** Smaller than that nothing can be read. */
export const SMALLEST = { columns: 20, rows: 6 } as const;

/** Lays out a screen. */
export function layoutOf({ columns, rows, focus, beside, zoomed }: LayoutWish): Layout {
  const hasFooter = rows >= FOOTER;
  const line = (y: number): Rect => ({ x: 0, y, width: columns, height: 1 });
  const all = { x: 0, y: 1, width: columns, height: Math.max(1, rows - (hasFooter ? 3 : 2)) };
  const frame = {
    tabs: line(0),
    status: line(rows - (hasFooter ? 2 : 1)),
    ...(hasFooter ? { footer: line(rows - 1) } : {}),
  };
  if (zoomed || columns < TWO) return { ...frame, panes: [placed(focus, all)] };
  const left = Math.floor(columns * (columns < THREE ? 0.55 : 0.58));
  const right = { x: left + 1, y: all.y, width: columns - left - 1, height: all.height };
  const runs = placed('runs', { ...all, width: left });
  return {
    ...frame,
    rule: { x: left, y: all.y, width: 1, height: all.height },
    panes: [runs, ...rightPanes(right, { columns, focus, beside })],
  };
}

function rightPanes(
  right: Rect,
  { columns, focus, beside }: Pick<LayoutWish, 'columns' | 'focus' | 'beside'>,
): PlacedPane[] {
  const shown = focus === 'runs' ? beside : focus;
  if (columns < THREE || right.height < STACKED) return [placed(shown, right)];
  const below = shown === 'detail' ? (beside === 'detail' ? 'metrics' : beside) : shown;
  const upper = Math.floor(right.height * (isTall(below) ? 0.35 : 0.5));
  return [
    placed('detail', { ...right, height: upper }),
    placed(below, { ...right, y: right.y + upper, height: right.height - upper }),
  ];
}

/** Code and output are read, and want the room. */
function isTall(name: PaneName): boolean {
  return name !== 'metrics' && name !== 'lineage' && name !== 'remote';
}

function placed(name: PaneName, { x, y, width, height }: Rect): PlacedPane {
  return {
    name,
    title: { x, y, width, height: 1 },
    body: { x, y: y + 1, width, height: Math.max(0, height - 1) },
  };
}
