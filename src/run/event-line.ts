/** Lines of the event protocol, as programs write them: `readEvent` reads them. */

/** A value of a parameter, or a tree of them, whose keys are joined by dots: `{ model: { depth: 3 } }`. */
export type ParamValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | readonly ParamValue[]
  | { readonly [key: string]: ParamValue };

/** Where a point of a metric is. */
export interface PointPlace {
  /** Counted per metric where absent: 0, 1, … */
  readonly step?: number;
  /** Seconds since 1970. */
  readonly time: number;
}

/** What a program says, a kind or several in one object. */
export type Said =
  | { readonly param: Readonly<Record<string, ParamValue>> }
  | ({ readonly metric: Readonly<Record<string, number>> } & PointPlace)
  | { readonly tag: Readonly<Record<string, string>> }
  | { readonly note: string }
  | { readonly name: string }
  | { readonly artifact: string };

/** Prints one, with its line break. */
export function eventLine(said: Said): string {
  return `${text(said)}\n`;
}

/** JSON, but for NaN, the infinities and integers of any size, which are read as they are written here. */
function text(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(text).join(',')}]`;
  const pairs = Object.entries(value).filter(([, part]) => part !== undefined);
  return `{${pairs.map(([key, part]) => `${JSON.stringify(key)}:${text(part)}`).join(',')}}`;
}
