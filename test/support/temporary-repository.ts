/** Real repositories for tests, sealed off from the machine: nothing of the user's configuration is seen. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export { snapshotOf } from './snapshot-of.ts';

process.umask(0o022);

/** What of a tap test is needed here. */
export interface Teardown {
  teardown(handler: () => unknown): unknown;
}

export interface RepositoryOptions {
  /** Content by path from the top; a path that ends in `*` is made executable, without the `*`. */
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** Whether the files are committed; true where absent. With no files the commit is empty. */
  readonly commit?: boolean;
  /** Git configuration of the repository, by key. */
  readonly config?: Readonly<Record<string, string>>;
  /** `sha1` where absent. */
  readonly objectFormat?: 'sha1' | 'sha256';
}

export interface TemporaryRepository {
  /** The top of the work tree, with no symbolic link in it. */
  readonly path: string;
  readonly home: string;
  /** The whole environment for processes of the test. */
  readonly env: Readonly<Record<string, string>>;
  /** Runs git at the top and returns what it printed, without the final line break. Throws where git fails. */
  git(...args: string[]): string;
  /** Writes a file below the top, making its directories; returns its absolute path. */
  write(path: string, content: string | Buffer): string;
}

/** Makes a repository that is removed at the test's end. */
export function temporaryRepository(t: Teardown, options: RepositoryOptions = {}): TemporaryRepository {
  const root = temporaryDirectory(t);
  const [path, home] = [join(root, 'repository'), join(root, 'home')];
  mkdirSync(path);
  mkdirSync(home);
  const env = hermeticEnvironment(home);
  const repository: TemporaryRepository = {
    path,
    home,
    env,
    git: (...args) => gitIn(path, env, args),
    write: (file, content) => writeBelow(path, file, content),
  };
  const format = `--object-format=${options.objectFormat ?? 'sha1'}`;
  repository.git('init', '-q', '--template=', '--initial-branch=main', format);
  // In the repository, not in the environment: Git's variables are part of what is under test.
  const configuration = { 'gc.auto': '0', 'maintenance.auto': 'false', ...options.config };
  appendFileSync(join(path, '.git/config'), printConfig(configuration));
  const files = Object.entries(options.files ?? {});
  for (const [file, content] of files) repository.write(file, content);
  if (options.commit ?? true) {
    if (files.length > 0) repository.git('add', '--all');
    repository.git('commit', '-q', '--allow-empty', '-m', 'first');
  }
  return repository;
}

/** As `git config` would write it, without a process for each key: https://git-scm.com/docs/git-config#_syntax */
function printConfig(configuration: Readonly<Record<string, string>>): string {
  const quoted = (text: string) => `"${text.replace(/["\\]/g, '\\$&').replaceAll('\n', '\\n')}"`;
  const lines = Object.entries(configuration).map(([key, value]) => {
    const [, section, subsection, name] = /^([^.]+)(?:\.(.*))?\.([^.]+)$/s.exec(key) ?? [];
    if (name === undefined) throw new Error(`${key} is no key`);
    return `[${section}${subsection === undefined ? '' : ` ${quoted(subsection)}`}]\n\t${name} = ${quoted(value)}\n`;
  });
  return lines.join('');
}

/** A directory under the system's temporary one, removed at the test's end. */
export function temporaryDirectory(t: Teardown): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'git-run-test-')));
  // A background process of Git may still be writing there: removal is tried again.
  t.teardown(() => rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));
  return path;
}

/** The same for every test, on every machine: nothing ambient but PATH. */
export function hermeticEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '/usr/bin:/bin',
    HOME: home,
    XDG_CONFIG_HOME: join(home, '.config'),
    TMPDIR: tmpdir(),
    TZ: 'UTC',
    LC_ALL: 'C.UTF-8',
    COLUMNS: '100',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CEILING_DIRECTORIES: dirname(home),
    GIT_AUTHOR_NAME: 'Ada Author',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_AUTHOR_DATE: '2026-01-02T03:04:05Z',
    GIT_COMMITTER_NAME: 'Ada Author',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
    GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z',
  };
}

/** Runs git in any directory with an environment of `hermeticEnvironment`. */
export function gitIn(
  cwd: string,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  input?: string | Buffer,
): string {
  const output = execFileSync('git', args, {
    cwd,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(input === undefined ? {} : { input }),
  });
  return output.replace(/\n$/, '');
}

function writeBelow(top: string, path: string, content: string | Buffer): string {
  const executable = path.endsWith('*');
  const file = join(top, executable ? path.slice(0, -1) : path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, executable ? 0o755 : 0o644);
  return file;
}
