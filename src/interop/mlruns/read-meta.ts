/** `meta.yaml` files of a store. */

import type { Meta } from '../mlflow-runs/mlflow-run.ts';
import { parseMeta } from './meta-yaml.ts';
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
