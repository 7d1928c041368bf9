/** What lies around a figure: margins, title, legend. */
import { FONT, type Look } from './look.ts';
import { isNarrow, type Stage } from './stage.ts';

/** The names a legend has room for, and where. */
export interface LegendRoom {
  readonly names: readonly string[];
  /** How many more there are. */
  readonly rest: number;
  readonly isBelow: boolean;
  /** Pixels that it takes from the right, or from below. */
  readonly size: number;
}

const LINE = 20;

/** The room of a legend: beside the figure, below a narrow one; none on a page, which has its own, or for one name. */
export function roomOf(names: readonly string[], stage: Stage): LegendRoom {
  if (!stage.isPicture || names.length < 2) return { names: [], rest: 0, isBelow: false, size: 0 };
  const isBelow = isNarrow(stage);
  const most = isBelow ? 6 : Math.max(2, Math.floor((stage.height - 80) / LINE));
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const lines = shown.length + (rest > 0 ? 1 : 0);
  const longest = Math.max(...shown.map(({ length }) => length));
  const width = Math.min(Math.round(stage.width * 0.3), 52 + longest * 7);
  return { names: shown, rest, isBelow, size: isBelow ? lines * LINE + 8 : Math.max(110, width) };
}

/** The grid, and what all figures share. */
export function frameOf({ look, isPicture }: Stage, room: Pick<LegendRoom, 'isBelow' | 'size'>) {
  return {
    animation: false,
    backgroundColor: isPicture ? look.back : 'transparent',
    textStyle: { fontFamily: FONT, color: look.text },
    grid: {
      left: 14,
      right: 20 + (room.isBelow ? 0 : room.size),
      top: isPicture ? 64 : 16,
      bottom: 28 + (room.isBelow ? room.size : 0),
      outerBoundsMode: 'same' as const,
      outerBoundsContain: 'axisLabel' as const,
    },
  };
}

export function titleOf(text: string, note: string, look: Look) {
  return {
    text,
    subtext: note,
    left: 14,
    top: 10,
    itemGap: 4,
    textStyle: { color: look.text, fontFamily: FONT, fontSize: 15, fontWeight: 'bold' as const },
    subtextStyle: { color: look.dim, fontFamily: FONT, fontSize: 12 },
  };
}

/** A legend of pieces of lines, dashed as they are, or of marks. */
export function legendOf(
  { names, rest, isBelow, size }: LegendRoom,
  { look, isPicture }: Stage,
  icons: 'lines' | 'marks' = 'marks',
) {
  const more = rest === 0 ? [] : [{ name: printRest(rest), icon: 'none' }];
  return {
    show: names.length > 0,
    data: [...names, ...more],
    orient: 'vertical' as const,
    itemWidth: icons === 'lines' ? 22 : 11,
    itemHeight: 11,
    itemGap: 6,
    padding: 0,
    selectedMode: false as const,
    ...(icons === 'lines' ? { itemStyle: { opacity: 0 } } : {}),
    textStyle: {
      color: look.text,
      fontFamily: FONT,
      fontSize: 12,
      width: isBelow ? 400 : size - 44,
      overflow: 'truncate' as const,
    },
    ...(isBelow ? { left: 14, bottom: 8 } : { right: 12, top: isPicture ? 62 : 8 }),
    align: 'left' as const,
  };
}

export function printRest(rest: number): string {
  return `… and ${rest} more`;
}
