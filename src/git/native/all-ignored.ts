/** What Git ignores, asked on its own: in a large work tree that takes its time. */
import { setTimeout as pause } from 'node:timers/promises';
import { ended, gather } from '../../process/collect.ts';
import type { GitProgram } from './program.ts';
import { parsePaths } from './status.ts';

/** For those who have stopped by then, ms, nothing is started. */
const LATER = 200;

/** Lists what Git ignores; a directory that is ignored itself is one path. Undefined where it was stopped. */
export async function allIgnored(git: GitProgram, stop?: AbortSignal): Promise<string[] | undefined> {
  if (stop !== undefined) await pause(LATER, undefined, { signal: stop }).catch(() => {});
  if (stop?.aborted) return undefined;
  const child = git.open(['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory']);
  const end = () => child.kill('SIGKILL');
  stop?.addEventListener('abort', end);
  child.stdin.end();
  child.stderr.resume();
  const [output, { code }] = await Promise.all([gather(child.stdout), ended(child)]);
  stop?.removeEventListener('abort', end);
  return code === 0 ? withoutParents(parsePaths(output)) : undefined;
}

/** A directory that holds nothing but ignored files is listed too, before them. */
function withoutParents(paths: readonly string[]): string[] {
  const parents = new Set(paths.flatMap(parentsOf));
  return paths.filter(path => !parents.has(path));
}

/** Of `a/b/c` they are `a/` and `a/b/`. */
function parentsOf(path: string): string[] {
  const names = path.split('/').slice(0, path.endsWith('/') ? -2 : -1);
  return names.map((_, index) => `${names.slice(0, index + 1).join('/')}/`);
}
