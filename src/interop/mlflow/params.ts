/** Params, which never change. */
import { invalid } from './errors.ts';
import type { KeyValue } from './facts.ts';

/** The params that are not there yet. Throws MlflowError where one is there with another value. */
export function checkParams(
  run: string,
  params: readonly KeyValue[],
  known: ReadonlyMap<string, string>,
): readonly KeyValue[] {
  for (const { key, value } of params) {
    const before = known.get(key);
    if (before !== undefined && before !== value)
      throw invalid(
        `Changing param values is not allowed. Param with key='${key}' was already logged with value='${before}' for run ID='${run}'. Attempted logging new value '${value}'.`,
      );
  }
  return params.filter(({ key }) => !known.has(key));
}
