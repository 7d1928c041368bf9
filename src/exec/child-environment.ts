import { basename } from 'node:path';

/** `git rev-parse --local-env-vars` of Git 2.39: what ties a git process to one repository. */
const LOCAL_TO_A_REPOSITORY: ReadonlySet<string> = new Set([
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_CONFIG',
  'GIT_CONFIG_COUNT',
  'GIT_CONFIG_PARAMETERS',
  'GIT_DIR',
  'GIT_GRAFT_FILE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_NO_REPLACE_OBJECTS',
  'GIT_OBJECT_DIRECTORY',
  'GIT_PREFIX',
  'GIT_REPLACE_REF_BASE',
  'GIT_SHALLOW_FILE',
  'GIT_WORK_TREE',
]);

/** The pairs that GIT_CONFIG_COUNT counts. */
const CONFIG_PAIR = /^GIT_CONFIG_(KEY|VALUE)_\d+$/;

export interface ChildEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The names of Git's own variables that were taken out, sorted. */
  readonly withheld: readonly string[];
}

/**
 * Makes the environment of the user's command: ours, with `additions`, without what Git (`git -c k=v run …`)
 * or our own starter (GIT_RUN_NOHUP) put there for us.
 */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  additions: Readonly<Record<string, string>>,
): ChildEnvironment {
  const withheld: string[] = [];
  const kept: [string, string | undefined][] = [];
  for (const [name, value] of Object.entries(env)) {
    if (LOCAL_TO_A_REPOSITORY.has(name) || CONFIG_PAIR.test(name)) withheld.push(name);
    else if (name === 'PATH') kept.push([name, withoutGitCore(value)]);
    else if (name !== 'GIT_RUN_NOHUP') kept.push([name, value]);
  }
  return { env: Object.fromEntries([...kept, ...Object.entries(additions)]), withheld: withheld.sort() };
}

/** Git puts the directory of its own programs first on the PATH of what it starts. */
function withoutGitCore(path: string | undefined): string | undefined {
  const [first = '', ...others] = path?.split(':') ?? [];
  return basename(first) === 'git-core' && others.length > 0 ? others.join(':') : path;
}
