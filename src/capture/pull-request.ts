/** The pull request (of GitLab, the merge request) that a run belongs to, as the CI's environment or the branch tells it. */
import type { GitConfig } from '../git/repository.ts';

type Env = Readonly<Record<string, string | undefined>>;

/** Its number; undefined where nothing tells of one. */
export function pullRequestOf(
  env: Env,
  { config, branch }: { readonly config: Pick<GitConfig, 'get'>; readonly branch?: string | undefined },
): number | undefined {
  for (const { variable, pattern } of VARIABLES) {
    const number = numberIn(env[variable], pattern);
    if (number !== undefined) return number;
  }
  // `gh pr checkout` and its like have the branch follow the request.
  const followed = branch === undefined ? undefined : config.get(`branch.${branch}.merge`);
  return numberIn(followed, /^refs\/(?:pull|merge-requests)\/(\d+)\/head$/);
}

const NUMBER = /^(\d+)$/;

/** Where each says so; those that are no number, such as Travis's `false`, say that there is none. */
const VARIABLES = [
  // https://docs.github.com/actions/reference/workflows-and-actions/variables, and Forgejo and Gitea after it
  { variable: 'GITHUB_REF', pattern: /^refs\/pull\/(\d+)\/(?:merge|head)$/ },
  // https://docs.gitlab.com/ci/variables/predefined_variables
  { variable: 'CI_MERGE_REQUEST_IID', pattern: NUMBER },
  // https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets
  { variable: 'BITBUCKET_PR_ID', pattern: NUMBER },
  // https://learn.microsoft.com/azure/devops/pipelines/build/variables
  { variable: 'SYSTEM_PULLREQUEST_PULLREQUESTNUMBER', pattern: NUMBER },
  // https://circleci.com/docs/variables
  { variable: 'CIRCLE_PULL_REQUEST', pattern: /\/(\d+)$/ },
  // https://buildkite.com/docs/pipelines/configure/environment-variables
  { variable: 'BUILDKITE_PULL_REQUEST', pattern: NUMBER },
  // https://docs.travis-ci.com/user/environment-variables
  { variable: 'TRAVIS_PULL_REQUEST', pattern: NUMBER },
  // https://docs.drone.io/pipeline/environment/reference
  { variable: 'DRONE_PULL_REQUEST', pattern: NUMBER },
  // https://plugins.jenkins.io/branch-api
  { variable: 'CHANGE_ID', pattern: NUMBER },
] as const;

function numberIn(text: string | undefined, pattern: RegExp): number | undefined {
  const digits = pattern.exec(text ?? '')?.[1];
  const number = Number(digits);
  return digits !== undefined && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}
