/** JSON as Python's `json.dumps` writes it, byte for byte, for scripts that compare or cut what MLflow prints. */

/** A float: unlike an integer it keeps its point, `3.0`. */
export class Float {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

export type PythonValue =
  | null
  | boolean
  | string
  | number
  | bigint
  | Float
  | readonly PythonValue[]
  | { readonly [key: string]: PythonValue | undefined };

/** Prints a value, its lines indented by so many blanks a level; numbers are integers, but for a Float. Undefined members are left out. */
export function pythonJson(value: PythonValue, indent: number, depth = 0): string {
  if (value instanceof Float) return pythonFloat(value.value);
  if (typeof value === 'string') return ascii(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const inside = (item: PythonValue) => pythonJson(item, indent, depth + 1);
  if (Array.isArray(value)) return bracketed('[]', value.map(inside), indent, depth);
  const members = Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [`${ascii(key)}: ${inside(item)}`],
  );
  return bracketed('{}', members, indent, depth);
}

function bracketed(brackets: string, items: readonly string[], indent: number, depth: number): string {
  const [open, close] = brackets;
  if (items.length === 0) return brackets;
  const [inner, outer] = [depth + 1, depth].map(level => `\n${' '.repeat(level * indent)}`) as [
    string,
    string,
  ];
  return `${open}${inner}${items.join(`,${inner}`)}${outer}${close}`;
}

/** What is beyond ASCII is escaped, as Python does if nobody asks for more. */
function ascii(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\uffff]/g,
    char => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A number as Python's `repr` of a float has it: `3.0`, `1e-05`, `1e+16`, `NaN`. */
export function pythonFloat(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [digits = '', power = ''] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? '-' : '+';
    return `${digits}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  const plain = String(value);
  return plain.includes('.') ? plain : `${plain}.0`;
}
