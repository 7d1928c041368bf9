/** What was purged of a run, as the run says of itself; and which of two versions of a run is the purged one. */
import { canonical } from './json.ts';
import type { Run } from './run.ts';

/** Paths of what was purged: in the run's own tree, or in its source. */
export function purgedPaths({ source, problems }: Pick<Run, 'source' | 'problems'>): Set<string> {
  const ofSource = source.omitted.filter(({ reason }) => reason === 'purged').map(({ path }) => path);
  const own = problems
    .filter(({ code }) => code === 'purged')
    .map(({ message }) => message.replace(/^purged: /, ''));
  return new Set([...ofSource, ...own]);
}

/**
 * Whether the record of one version of a run is that of another without what was purged: in nothing else it says
 * anything new. Its files and its source are to be compared as well.
 */
export function supersedes(one: Run, other: Run): boolean {
  const gone = purgedPaths(one);
  const before = purgedPaths(other);
  return gone.size > before.size && [...before].every(path => gone.has(path)) && isSameBesides(one, other);
}

/** What was purged of one version and not of another, where both are of one run; undefined where they are not. */
export function purgedApart(one: Run, other: Run): string[] | undefined {
  const gone = purgedPaths(other);
  return isSameBesides(one, other) ? [...purgedPaths(one)].filter(path => !gone.has(path)) : undefined;
}

/** Whether they differ in nothing but what purging changes. */
function isSameBesides(one: Run, other: Run): boolean {
  const kept = ({ source, artifacts, log, secrets, problems, ...rest }: Run) =>
    canonical({ ...rest, head: source.head ?? null, branch: source.branch ?? null });
  return kept(one) === kept(other);
}
