/** "Did you mean": the names that are nearest to a misspelt one. */

/** The names within a few typing errors of a text, nearest first, at most n. */
export function nearest(text: string, names: Iterable<string>, n = 3): string[] {
  const wanted = text.toLowerCase();
  return [...new Set(names)]
    .map(name => ({ name, distance: distance(wanted, name.toLowerCase()) }))
    .filter(({ name, distance }) => distance <= Math.max(1, Math.max(name.length, text.length) / 3))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, n)
    .map(({ name }) => name);
}

/** Damerau-Levenshtein: insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
export function distance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      current[column] = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (same ? 0 : 1),
        swapped ? (beforeLast[column - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforeLast, last] = [last, current];
  }
  return last[b.length] as number;
}
