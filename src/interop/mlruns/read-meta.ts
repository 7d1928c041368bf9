/** `meta.yaml` files of a store, and what is in them: some older ones have numbers where others have texts. */
import type { Json } from '../../run/json.ts';
import { parseMeta } from './meta-yaml.ts';
import type { Meta } from './mlflow-run.ts';
import type { Store } from './open-store.ts';

/** Reads the one of a directory; undefined where there is none, and where it makes no sense, which is told. */
export function metaOf(store: Store, directory: string): Meta | undefined {
  const path = `${directory}/meta.yaml`;
  const text = store.text(path);
  if (text === undefined) return undefined;
  try {
    if (text.trim() === '') throw new SyntaxError('it is empty');
    return parseMeta(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    store.lose(path, `makes no sense: ${error.message}`);
    return undefined;
  }
}

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

function memberOf(meta: Meta | undefined, key: string): Json | undefined {
  return meta !== undefined && Object.hasOwn(meta, key) ? meta[key] : undefined;
}
