/** What is written for us in Git's configuration, held against what there is. */
import type { GitConfig } from '../git/repository.ts';
import { nearest } from '../query/nearest.ts';

/** The settings of `run.*`, as they are spelt in documents. */
export const KNOWN = [
  'experiment',
  'remote',
  'push',
  'refPrefix',
  'remoteTimeout',
  'params',
  'metrics',
  'outputs',
  'inputs',
  'sizeLimit',
  'inputLimit',
  'logLimit',
  'largeSize',
  'trashAge',
  'maintain',
  'foldAfter',
  'mayDelete',
];

/** A key that no setting has. */
export interface UnknownKey {
  /** As Git knows it: `run.sizelimt`. */
  readonly key: string;
  /** The setting that is meant, perhaps: `run.sizeLimit`. */
  readonly meant?: string;
}

/** The keys of `run.*` that nobody reads. */
export function unknownKeys(config: GitConfig): UnknownKey[] {
  const known = new Set(KNOWN.map(name => `run.${name.toLowerCase()}`));
  return config
    .keys('run.')
    .filter(key => !known.has(key))
    .map(key => {
      const [meant] = nearest(key.slice('run.'.length), KNOWN, 1);
      return meant === undefined ? { key } : { key, meant: `run.${meant}` };
    });
}
