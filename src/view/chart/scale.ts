/** From values to dots: linear or logarithmic, with ticks where people look for them. */

export interface Scale {
  /** The span of values it shows. */
  readonly from: number;
  readonly to: number;
  /** Where a value lies between 0 and 1; NaN where it has no place, as zero has none on a logarithmic scale. */
  place(value: number): number;
  /** Round values within the span, about so many. */
  ticks(count: number): number[];
}

/** Makes a scale for a span; one with hardly any extent is widened, and its values lie in the middle. */
export function scaleOf(from: number, to: number, { log = false } = {}): Scale {
  return log ? logScale(from, to) : linearScale(from, to);
}

/** Closer together than doubles can tell apart in a chart. */
function isOne(from: number, to: number): boolean {
  return to - from <= Math.max(Math.abs(from), Math.abs(to)) * 1e-9;
}

function linearScale(first: number, last: number): Scale {
  const margin = isOne(first, last) ? Math.abs(first) / 2 || 1 : 0;
  const [from, to] = [first - margin, last + margin];
  return {
    from,
    to,
    place: value => (value - from) / (to - from),
    ticks: count => roundValues(from, to, count),
  };
}

function logScale(first: number, last: number): Scale {
  const [from, to] = isOne(first, last)
    ? [Math.max(first / 10, Number.MIN_VALUE), Math.min(last * 10, Number.MAX_VALUE)]
    : [first, last];
  const [low, high] = [Math.log10(from), Math.log10(to)];
  return {
    from,
    to,
    place: value => (value > 0 ? (Math.log10(value) - low) / (high - low) : Number.NaN),
    ticks(count) {
      const [start, end] = [Math.ceil(low - 1e-9), Math.floor(high + 1e-9)];
      // Within one power of ten there are no powers to show.
      if (end - start < 1) return roundValues(from, to, count).filter(value => value > 0);
      const every = Math.max(1, Math.ceil((end - start + 1) / Math.max(2, count)));
      const powers = [];
      // 10 ** -4 is not 1e-4, to the last bit.
      for (let power = start; power <= end; power += every) powers.push(Number(`1e${power}`));
      return powers.filter(power => power > 0);
    },
  };
}

/** Multiples of 1, 2 or 5 times a power of ten (P. Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990). */
function roundValues(from: number, to: number, count: number): number[] {
  const rough = (to - from) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5].find(times => times * power >= rough * 0.999) ?? 10) * power;
  if (!(step > 0) || !Number.isFinite(step)) return [from];
  const values: number[] = [];
  const first = Math.ceil(from / step - 1e-9);
  for (let at = first; at * step <= to + step * 1e-9 && values.length <= count * 4; at++) {
    // Of 0.1 + 0.2 nobody wants to see the end.
    values.push(Number((at * step).toPrecision(12)));
  }
  return values;
}

/** Prints the ticks of one axis with as many digits as tell them apart, and no more; those of powers each by itself. */
export function printTicks(values: readonly number[], { log = false } = {}): string[] {
  if (log) return values.map(value => (value >= 1e5 || value < 1e-3 ? shortPower(value) : String(value)));
  const largest = Math.max(...values.map(Math.abs));
  if (largest >= 1e5 || (largest > 0 && largest < 1e-3)) return values.map(shortPower);
  for (let digits = 0; digits <= 8; digits++) {
    const texts = values.map(value => value.toFixed(digits));
    const isExact = texts.every(
      (text, at) => Math.abs(Number(text) - (values[at] as number)) <= largest * 1e-6,
    );
    if (isExact) return texts;
  }
  return values.map(String);
}

/** `2e5`, `1.5e-4`, `0`. */
function shortPower(value: number): string {
  if (value === 0) return '0';
  return value
    .toExponential()
    .replace(/(\.\d{3})\d*/, '$1')
    .replace(/\.?0*e\+?/, 'e');
}
