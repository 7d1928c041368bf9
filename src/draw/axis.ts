/** Axes, alike in all figures. */
import { FONT, type Look } from './look.ts';
import { logTicks, printTick } from './ticks.ts';

export interface AxisWish {
  readonly name: string;
  readonly look: Look;
  readonly side: 'x' | 'y';
  readonly log?: boolean;
  /** Where it begins and ends; at round values beyond its data where absent. A logarithmic axis needs them. */
  readonly ends?: readonly [low: number, high: number];
  /** Instead of numbers. */
  readonly texts?: readonly string[];
}

/** The options of an axis. Values at or below zero have no place on a logarithmic one: leave them out. */
export function axisOf({ name, look, side, log = false, ends, texts }: AxisWish) {
  const isX = side === 'x';
  return {
    ...(texts === undefined ? { scale: true } : { data: [...texts] }),
    ...(ends === undefined ? {} : { min: ends[0], max: ends[1] }),
    type: texts !== undefined ? ('category' as const) : log ? ('log' as const) : ('value' as const),
    name,
    nameLocation: isX ? ('middle' as const) : ('end' as const),
    nameGap: isX ? 28 : 12,
    nameTextStyle: {
      color: look.dim,
      fontFamily: FONT,
      fontSize: 12,
      align: isX ? 'center' : 'left',
    } as const,
    axisLine: { show: isX, lineStyle: { color: look.axis } },
    axisTick: { show: isX, lineStyle: { color: look.axis }, ...ticksOf(log, ends) },
    minorTick: { show: false },
    splitLine: { show: !isX, lineStyle: { color: look.grid } },
    axisLabel: {
      color: look.dim,
      fontFamily: FONT,
      fontSize: 12,
      hideOverlap: true,
      ...ticksOf(log, ends),
      ...(texts === undefined
        ? { formatter: (value: number) => (isRagged(value, ends) ? '' : printTick(value)) }
        : { formatter: shortened }),
    },
  };
}

/** Text on an axis. */
function shortened(text: string): string {
  return text.length > 16 ? `${text.slice(0, 15)}…` : text;
}

/** Left to itself a logarithmic axis has powers of ten alone, even where there is only one of them. */
function ticksOf(log: boolean, ends: AxisWish['ends']): { customValues?: number[] } {
  return log && ends !== undefined ? { customValues: logTicks(...ends) } : {};
}

/** The ends of data are seldom round, and no ticks then. */
function isRagged(value: number, ends: AxisWish['ends']): boolean {
  return ends?.includes(value) === true && Number(value.toPrecision(2)) !== value;
}

/** The ends of some numbers, with a margin; those without a place are passed over. Undefined where none has one. */
export function endsOf(
  values: Iterable<number | string | undefined>,
  { log = false, margin = 0 }: { readonly log?: boolean; readonly margin?: number },
): readonly [low: number, high: number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (typeof value !== 'number' || !(Math.abs(value) < 1e300) || (log && value <= 0)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return undefined;
  if (log) {
    const factor = low === high ? 2 : (high / low) ** margin;
    return [low / factor, high * factor];
  }
  const more = low === high ? Math.abs(low) / 2 || 1 : (high - low) * margin;
  return [low - more, high + more];
}
