/** Numbers and times as axes print them. */

/** `0`, `0.25`, `20k`, `1.5M`, `1e-4`. */
export function printTick(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e12 || (size > 0 && size < 1e-3)) return shortPower(value);
  for (const [unit, sign] of [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const) {
    if (size >= unit && size >= 1e4) return `${Number((value / unit).toPrecision(6))}${sign}`;
  }
  return String(Number(value.toPrecision(6)));
}

/** `2e5`, `1.5e-4`. */
function shortPower(value: number): string {
  return value.toExponential(3).replace(/\.?0*e\+?/, 'e');
}

export interface TimeUnit {
  readonly name: string;
  readonly seconds: number;
}

const UNITS: readonly TimeUnit[] = [
  { name: 'days', seconds: 86_400 },
  { name: 'hours', seconds: 3600 },
  { name: 'minutes', seconds: 60 },
];

/** The unit in which so many seconds are read best. */
export function timeUnit(seconds: number): TimeUnit {
  return UNITS.find(unit => seconds >= unit.seconds * 2) ?? { name: 'seconds', seconds: 1 };
}

/** The ticks of a logarithmic axis: powers of ten, and where these are few 2 and 5 times them. */
export function logTicks(low: number, high: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = Math.max(1, Math.ceil((last - first) / 8));
  const times = high / low > 200 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = first; power <= last; power += every)
    for (const one of times) ticks.push(Number((one * 10 ** power).toPrecision(3)));
  const inside = ticks.filter(tick => tick >= low * 0.9999 && tick <= high * 1.0001);
  if (inside.length >= 2) return inside;
  // Within less than that there is no more than a piece of a straight line.
  return [0, 0.25, 0.5, 0.75, 1].map(at => Number((low + (high - low) * at).toPrecision(3)));
}
