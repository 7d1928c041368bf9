import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { printAddress } from '../../git/remote/remote-url.ts';
import { type Check, type Found, type OpenSetup, ok, warning } from '../check.ts';
import { type SharedRemote, sharedRemote } from '../shared-remote.ts';

/** Whether runs can be shared from CI, as far as that is told without asking the host. */
export const ci: Check<OpenSetup> = {
  name: 'ci',
  async look(setup) {
    const { env, repository } = setup;
    const service = SERVICES.find(({ variable }) => env[variable] === 'true');
    if (service === undefined && env.CI !== 'true') return [ok('none')];
    const remote = await sharedRemote(setup);
    const lacks = remote !== undefined && !hasCredentials(setup, remote);
    return [
      ...(service === undefined ? [] : await service.look(setup)),
      ...(lacks ? [withoutCredentials(remote, service?.credentials ?? [])] : []),
      ...(repository.place.shallow ? [shallow(service?.depth)] : []),
    ];
  },
};

interface Service {
  /** Set to `true` by it. */
  readonly variable: string;
  /** How it is told to give Git the credentials it has. */
  readonly credentials: readonly string[];
  /** How it is told to fetch all history. */
  readonly depth: string;
  look(setup: OpenSetup): Promise<Found[]>;
}

const SERVICES: readonly Service[] = [
  {
    // https://docs.github.com/actions/reference/workflows-and-actions/variables
    variable: 'GITHUB_ACTIONS',
    credentials: ['actions/checkout with persist-credentials: true, and permissions: contents: write'],
    depth: 'fetch-depth: 0',
    look: async ({ env }) => [
      (await isFork(env))
        ? warning(
            'a pull request from a fork: its token pushes nothing, and runs stay in this job',
            'keep the report of git run report as an artifact of the job',
          )
        : ok('the token may push runs if the workflow has permissions: contents: write'),
    ],
  },
  {
    // https://docs.gitlab.com/ci/variables/predefined_variables
    variable: 'GITLAB_CI',
    credentials: ['a project access token with write_repository, in the URL of the remote'],
    depth: 'GIT_DEPTH: 0',
    look: async () => [
      ok('the token of a job may push if Settings > CI/CD > Job token permissions allows Git push requests'),
    ],
  },
];

/** As of the event that started the workflow. */
async function isFork({ GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_REPOSITORY }: OpenSetup['env']) {
  if (GITHUB_EVENT_NAME !== 'pull_request' || GITHUB_EVENT_PATH === undefined) return false;
  try {
    const event = JSON.parse(await readFile(GITHUB_EVENT_PATH, 'utf8'));
    return event.pull_request.head.repo?.full_name !== GITHUB_REPOSITORY;
  } catch {
    return false;
  }
}

/** Whether there is something that Git may have credentials from; over ssh, and in files, that cannot be told. */
function hasCredentials({ repository: { config }, env }: OpenSetup, { address }: SharedRemote): boolean {
  if (!/^https?:\/\//i.test(address) || /^[^/]+\/\/[^/?#]*@/.test(address)) return true;
  const isSet = (section: string, name: string) => config.keys(section).some(key => key.endsWith(`.${name}`));
  return (
    isSet('http.', 'extraheader') ||
    isSet('credential.', 'helper') ||
    Boolean(env.GIT_ASKPASS) ||
    (env.HOME !== undefined && existsSync(join(env.HOME, '.netrc')))
  );
}

function withoutCredentials({ name, address }: SharedRemote, remedy: readonly string[]): Found {
  return warning(
    `Git has no credentials for ${name} (${printAddress(address)}): runs can be pushed only if it asks for none`,
    ...remedy,
  );
}

function shallow(depth: string | undefined): Found {
  const more = depth === undefined ? '' : `: ${depth}`;
  return ok(`shallow: runs are recorded and pushed; a report on a range of commits needs its history${more}`);
}
