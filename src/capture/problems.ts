/** Problems of one source, few enough to be read. */
import type { Problem } from '../run/run.ts';

const MOST = 20;

/** The first problems; of more than 20, the last one says how many there were. */
export function fewProblems(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= MOST) return problems;
  const rest = problems.slice(MOST - 1);
  const first = rest[0] as Problem;
  return [
    ...problems.slice(0, MOST - 1),
    { code: first.code, message: `${first.message} (and ${rest.length - 1} more)` },
  ];
}

/** What the system said of a file: `ENOENT` and the like in words, without the path. */
export function whyUnreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  return code ?? message;
}
