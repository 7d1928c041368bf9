/** A part of the log in a run's tree: its size in bytes. */
export interface LogPart {
  readonly path: string;
  readonly size: number;
}

/** Bytes of a part, `to` behind the last. */
export interface Excerpt {
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

const MIB = 1 << 20;

/** What of a log is looked through for secrets: its first and last MiB, where commands and tracebacks are. */
export function logExcerpts(parts: readonly LogPart[]): Excerpt[] {
  const total = parts.reduce((sum, { size }) => sum + size, 0);
  const wanted =
    total <= 2 * MIB
      ? [[0, total]]
      : [
          [0, MIB],
          [total - MIB, total],
        ];
  let begin = 0;
  return parts.flatMap(({ path, size }) => {
    const start = begin;
    begin += size;
    return wanted
      .map(([from = 0, to = 0]) => ({
        path,
        from: Math.max(from - start, 0),
        to: Math.min(to - start, size),
      }))
      .filter(({ from, to }) => from < to);
  });
}
