import t from 'tap';
import { pullRequestOf } from '../../src/capture/pull-request.ts';

const nothing = { config: { get: () => undefined } };

t.test('each kind of CI tells of the pull request in its own way', async t => {
  for (const [variable, value] of Object.entries({
    GITHUB_REF: 'refs/pull/7/merge',
    CI_MERGE_REQUEST_IID: '7',
    BITBUCKET_PR_ID: '7',
    SYSTEM_PULLREQUEST_PULLREQUESTNUMBER: '7',
    CIRCLE_PULL_REQUEST: 'https://github.com/org/repo/pull/7',
    BUILDKITE_PULL_REQUEST: '7',
    TRAVIS_PULL_REQUEST: '7',
    DRONE_PULL_REQUEST: '7',
    CHANGE_ID: '7',
  }))
    t.equal(pullRequestOf({ [variable]: value }, nothing), 7, variable);
});

t.test('a branch, a tag and what is no number are none', async t => {
  for (const env of [
    {},
    { GITHUB_REF: 'refs/heads/pull/7/merge' },
    { TRAVIS_PULL_REQUEST: 'false' },
    { BUILDKITE_PULL_REQUEST: 'false' },
    { CHANGE_ID: '0' },
    { CHANGE_ID: '9'.repeat(30) },
    { CI_MERGE_REQUEST_IID: '' },
  ])
    t.equal(pullRequestOf(env, nothing), undefined, JSON.stringify(env));
});

t.test('a branch that follows a pull request belongs to it', async t => {
  const merge: Record<string, string> = {
    'branch.fix.merge': 'refs/pull/12/head',
    'branch.mr.merge': 'refs/merge-requests/3/head',
    'branch.main.merge': 'refs/heads/main',
  };
  const config = { get: (key: string) => merge[key] };
  t.equal(pullRequestOf({}, { config, branch: 'fix' }), 12);
  t.equal(pullRequestOf({}, { config, branch: 'mr' }), 3);
  t.equal(pullRequestOf({}, { config, branch: 'main' }), undefined);
  t.equal(pullRequestOf({}, { config }), undefined);
});
