/** The commits a report is about: `main..topic`, or those of the pull request that this very job of a CI is for. */
import type { Repository } from '../../git/repository.ts';
import { UsageError } from '../../run/errors.ts';
import { shellQuote } from '../../view/shell-quote.ts';

export interface CommitRange {
  /** As it was written. */
  readonly text: string;
  readonly base: string;
  readonly head: string;
  /** The ids of the commits that the head reaches and the base does not. */
  readonly commits: ReadonlySet<string>;
}

/** Whether a word is a range: no run is called so. */
export function isRange(word: string): boolean {
  return word.includes('..');
}

/** Reads `BASE..HEAD`, HEAD where nothing stands behind the dots. Throws UsageError where one of them is no commit. */
export async function readRange({ refs }: Repository, text: string): Promise<CommitRange> {
  const [, from = '', to = ''] = /^(.*?)\.\.\.?(.*)$/s.exec(text) ?? [];
  const resolved = async (name: string) => {
    const commit = await refs.resolve(name);
    if (commit !== undefined) return commit;
    // What a CI has cloned is often the head alone.
    throw new UsageError(
      `'${name}' is no commit here`,
      `git fetch origin ${shellQuote([name.replace(/^origin\//, '')])}`,
    );
  };
  const [base, head] = [await resolved(from || 'HEAD'), await resolved(to || 'HEAD')];
  return { text, base, head, commits: new Set(await refs.between([base], [head])) };
}

/** The range of the pull request that a CI's job is for; undefined elsewhere. */
export function rangeOfJob(env: Readonly<Record<string, string | undefined>>): string | undefined {
  // GitHub, GitLab, Bitbucket, Azure: the same variables as those of the pull request's number come from.
  const target =
    env.GITHUB_BASE_REF ||
    env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME ||
    env.BITBUCKET_PR_DESTINATION_BRANCH ||
    env.SYSTEM_PULLREQUEST_TARGETBRANCHNAME;
  return target ? `origin/${target}..HEAD` : undefined;
}
