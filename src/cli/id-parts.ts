/** Runs named by how their ids begin or end, or by all of them, as where names are not known: people are shown the ends. */
import { endOfMlflow } from '../interop/mlflow-id.ts';
import { UsageError } from '../run/errors.ts';
import { idOfHex } from '../run/hex-id.ts';
import type { RunId } from '../run/run-id.ts';

export interface IdParts {
  /** Whether some word fits an id; without words all do. */
  fits(id: RunId): boolean;
  /** The words that have fitted none of the ids that were asked about. */
  idle(): readonly string[];
}

/** Fewer characters are the end of too many ids. */
const SHORTEST_END = 4;

/** Reads the words. Throws UsageError for one that can be no part of an id. */
export function idParts(words: readonly string[]): IdParts {
  const idle = new Set(words);
  const parts = words.flatMap(word => partsOf(word.toLowerCase()).map(part => ({ word, part })));
  const odd = parts.find(({ part }) => !/^[0-9a-hjkmnp-tv-z]{1,26}$/.test(part));
  if (odd !== undefined)
    throw new UsageError(
      `'${odd.word}' is no remote, and no beginning or end of a run's id`,
      'git run fetch --dry-run shows the ids; git remote -v the remotes',
    );
  return {
    fits(id) {
      const fitting = parts.filter(
        ({ part }) => id.startsWith(part) || (part.length >= SHORTEST_END && id.endsWith(part)),
      );
      for (const { word } of fitting) idle.delete(word);
      return words.length === 0 || fitting.length > 0;
    },
    idle: () => [...idle],
  };
}

/** An id of MLflow's may be the bits of ours, or have given ours its end. */
function partsOf(word: string): string[] {
  const own = idOfHex(word);
  return own === undefined ? [word] : [own, endOfMlflow(word)];
}
