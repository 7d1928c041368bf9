/** What is in a `meta.yaml`, or in a message that says the same: some older ones have numbers where others have texts. */
import type { Json } from '../../run/json.ts';
import type { Meta } from './mlflow-run.ts';

/** A text of it, or the digits of an integer; undefined where there is nothing. */
export function textIn(meta: Meta | undefined, key: string): string | undefined {
  const value = memberOf(meta, key);
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A number of it, or one that stands there as a text; undefined where there is none that can be counted with. */
export function numberIn(meta: Meta | undefined, key: string): number | undefined {
  const value = memberOf(meta, key);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

/** Texts, but for those that there are none of. */
export function optionalTexts<Name extends string>(
  texts: Readonly<Record<Name, string | undefined>>,
): { readonly [Key in Name]?: string } {
  const found = Object.entries(texts).filter(([, text]) => text !== undefined);
  return Object.fromEntries(found) as { [Key in Name]: string };
}

function memberOf(meta: Meta | undefined, key: string): Json | undefined {
  return meta !== undefined && Object.hasOwn(meta, key) ? meta[key] : undefined;
}
