/** Repositories to hurt: one is prepared for each command, and every fault strikes a fresh copy of it. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { gitIn, hermeticEnvironment } from '../support/temporary-repository.ts';

export interface Sandbox {
  /** Everything of it is below. */
  readonly root: string;
  /** The work tree. */
  readonly path: string;
  readonly home: string;
  readonly temporary: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Names the parts of a sandbox; `programs` come first on its PATH. */
export function sandboxAt(root: string, programs: string): Sandbox {
  const home = join(root, 'home');
  const env = hermeticEnvironment(home);
  const temporary = join(root, 'tmp');
  return {
    root,
    path: join(root, 'repository'),
    home,
    temporary,
    env: { ...env, PATH: `${programs}${delimiter}${env.PATH}`, TMPDIR: temporary, UV_THREADPOOL_SIZE: '1' },
  };
}

/** What the job prints, by stream. */
export const SAID = { stdout: 'step 1\nstep 2\nthe end\n', stderr: 'a warning\n' };
export const JOB_EXIT = 7;

/** The job keeps two artifacts, says a metric, writes into the work tree, prints, and tells that it came to its end. */
const JOB = `echo 'step 1'
echo 'a warning' >&2
[ -z "$GIT_RUN_EVENTS" ] || echo '{"metric":{"loss":0.5},"step":1}' >> "$GIT_RUN_EVENTS"
[ -z "$GIT_RUN_ARTIFACTS" ] || echo 'a model' > "$GIT_RUN_ARTIFACTS/model.txt"
echo 'step 2'
/usr/bin/head -c 1100000 /dev/zero > out.bin
echo 'the end'
echo ended > "$TORTURE_STATE/job-ended"
exit ${JOB_EXIT}
`;

/** Makes a repository with a history and everything of a user's that must stay: index, stash, edits, untracked files. */
export function makeSandbox(sandbox: Sandbox): void {
  for (const directory of [sandbox.path, sandbox.home, sandbox.temporary])
    mkdirSync(directory, { recursive: true });
  const git = (...args: string[]) => gitIn(sandbox.path, sandbox.env, args);
  const write = (path: string, text: string) => writeFileSync(join(sandbox.path, path), text);
  git('init', '-q', '--initial-branch=main');
  write('job.sh', JOB);
  write('model.py', 'layers = 2\n');
  write('data.csv', 'a,b\n1,2\n');
  git('add', '--all');
  git('commit', '-q', '-m', 'first');
  write('data.csv', 'a,b\n3,4\n');
  git('stash', '-q');
  git('branch', 'other');
  write('model.py', 'layers = 3\n');
  git('add', 'model.py');
  write('model.py', 'layers = 4\n');
  write('notes.txt', 'an untracked edit\n');
}

/** Copies a sandbox. Paths in its files lead to the copy: the names of both are equally long. */
export function copySandbox(from: Sandbox, to: Sandbox): void {
  execFileSync('cp', ['-a', from.root, to.root]);
  const places = [join(to.path, '.git', 'git-run', 'live'), join(to.path, '.git', 'worktrees'), to.home];
  for (const place of places) {
    for (const file of filesBelow(place)) {
      const text = readFileSync(file, 'latin1');
      if (text.includes(from.root)) writeFileSync(file, text.replaceAll(from.root, to.root), 'latin1');
    }
  }
}

/** All files below a directory, absolute; none where there is no such directory. */
export function filesBelow(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

/** What lies below a sandbox's root but the places that git-run may write to, by path: kind, mode and digest. */
export type Manifest = ReadonlyMap<string, string>;

/** Below the Git directory: objects, its own refs, its own directory. */
const OURS = /^repository\/\.git\/(?:objects|refs\/(?:runs|run-live)|git-run)(?:\/|$)/;
/** Of a home, the spool and the directories on the way to it. */
const SPOOL = /^home\/\.local(?:\/|$)/;

/** Takes the manifest; what `allowed` matches is left out too. */
export function manifestOf({ root }: Sandbox, allowed: RegExp): Manifest {
  const manifest = new Map<string, string>();
  const walk = (directory: string) => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const file = join(directory, entry.name);
      const path = relative(root, file);
      if (OURS.test(path) || SPOOL.test(path) || allowed.test(path)) continue;
      const { mode } = lstatSync(file);
      if (entry.isDirectory()) walk(file);
      const content = entry.isFile()
        ? createHash('sha1').update(readFileSync(file)).digest('hex')
        : entry.isSymbolicLink()
          ? readlinkSync(file)
          : '';
      manifest.set(path, `${mode.toString(8)} ${content}`);
    }
  };
  walk(root);
  return manifest;
}
