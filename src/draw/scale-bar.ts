/** Colours of numbers: a ramp, with a bar that says which is which. */
import { type Column, isNumeric, isWide } from '../view/figure/column.ts';
import { FONT } from './look.ts';
import type { Stage } from './stage.ts';
import { printTick } from './ticks.ts';

/** Whether a column is coloured by a ramp: numbers, and more than a few different ones. */
export function isScale(column: Column): boolean {
  return isNumeric(column) && new Set(column.values).size > 5;
}

/** The values as the ramp sees them: of wide columns the powers of ten. */
export function scaledColours(column: Column): (number | undefined)[] {
  const isLog = isWide(column);
  return column.values.map(value =>
    typeof value === 'number' && Number.isFinite(value) ? (isLog ? Math.log10(value) : value) : undefined,
  );
}

/** The `visualMap` of a column whose scaled values are in a dimension of the data. */
export function scaleBar(column: Column, dimension: number, { look, isPicture, height }: Stage) {
  const values = scaledColours(column).filter(value => value !== undefined);
  const [min, max] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const print = (value: number) => printTick(Number((isWide(column) ? 10 ** value : value).toPrecision(4)));
  return {
    type: 'continuous' as const,
    dimension,
    min,
    max,
    calculable: false,
    hoverLink: false,
    inRange: { color: [...look.ramp] },
    outOfRange: { color: look.axis },
    text: [print(max), print(min)],
    textStyle: { color: look.dim, fontFamily: FONT, fontSize: 12 },
    itemWidth: 12,
    itemHeight: Math.max(40, Math.min(160, height - (isPicture ? 170 : 110))),
    right: 12,
    top: isPicture ? 64 : 24,
  };
}
