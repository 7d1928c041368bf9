/** A parameter of a run: what was set, and where, so that a rerun can set it there again. */

/** One value; structured files are flattened to dotted keys. */
export type Scalar = string | number | bigint | boolean | null;

/** Where a parameter was found. `argv` counts from the command's own name, 0. */
export type ParamOrigin =
  | {
      readonly kind: 'argv';
      readonly index: number /** Whether the value shares its word with the key, `--lr=0.1`. */;
      readonly joined: boolean;
    }
  | { readonly kind: 'file'; readonly path: string; readonly key: string }
  | { readonly kind: 'option' }
  | { readonly kind: 'event' };

export interface Param {
  readonly value: Scalar;
  /** The value as it was written, where that is not how the value prints: `1e-3`, `0.10`. */
  readonly text?: string;
  readonly origin: ParamOrigin;
}

/** Parameters by key. Where several origins set one key, the one nearest to the program won: event, option, argv, file. */
export type Params = Readonly<Record<string, Param>>;

/** Which origin wins when two set one key: the higher. */
export const ORIGIN_RANK: Readonly<Record<ParamOrigin['kind'], number>> = {
  file: 0,
  argv: 1,
  option: 2,
  event: 3,
};

/** Reads a word of a command line: numbers and booleans as such, everything else, such as `007`, as text. */
export function parseScalar(text: string): Scalar {
  if (/^[+-]?0\d/.test(text)) return text;
  if (/^[+-]?\d+$/.test(text)) {
    const number = Number(text);
    return Number.isSafeInteger(number) ? number : BigInt(text);
  }
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(text)) return Number(text);
  if (/^(?:true|false)$/i.test(text)) return text.toLowerCase() === 'true';
  return text;
}

/** A parameter read from text, keeping the text where the value alone would print otherwise. */
export function paramOfText(text: string, origin: ParamOrigin): Param {
  const value = parseScalar(text);
  return String(value) === text ? { value, origin } : { value, text, origin };
}

/** How a parameter is shown: as it was written. */
export function printParam(param: Pick<Param, 'value' | 'text'>): string {
  return param.text ?? String(param.value);
}
