/** The commands that are tortured, each with the state it starts from. */
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitIn } from '../support/temporary-repository.ts';
import { type Programs, run } from './program.ts';
import { JOB_EXIT, type Sandbox } from './sandbox.ts';

export interface Command {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it runs the job, whose end and output are its own. */
  readonly runsJob: boolean;
  /** What it ends with where nothing goes wrong. */
  readonly exitCode: number;
  /** What it may write besides git-run's own places: paths from the sandbox's root. */
  readonly allowed: RegExp;
  words(sandbox: Sandbox): string[];
  /** Brings a fresh sandbox into the state it starts from. */
  prepare(programs: Programs, sandbox: Sandbox): Promise<void>;
  /** Whether its effect is there. */
  isDone(sandbox: Sandbox): boolean;
  /** What it must not leave where it fails, from the sandbox's root. */
  readonly allOrNothing?: string;
}

const NOTHING = /^$/;
const EMBEDDED = { GIT_RUN_ENGINE: 'embedded' };
const EXEC = ['exec', '-o', 'out.bin', '--', 'sh', 'job.sh'];

/** What git's refs say: `<id> <name>` a line. */
export function refsOf(sandbox: Sandbox, ...patterns: string[]): string[] {
  const format = '--format=%(objectname) %(refname)';
  const text = gitIn(sandbox.path, sandbox.env, ['for-each-ref', format, ...patterns]);
  return text === '' ? [] : text.split('\n');
}

/** Ids of the runs there are. */
export function runsOf(sandbox: Sandbox): string[] {
  return refsOf(sandbox, 'refs/runs')
    .map(line => /refs\/runs\/([0-7][0-9a-z]{25})$/.exec(line)?.[1])
    .filter(id => id !== undefined);
}

function annotationsOf(sandbox: Sandbox): string {
  const [id] = runsOf(sandbox);
  if (id === undefined) return '';
  const git = (...args: string[]) => gitIn(sandbox.path, sandbox.env, args);
  const names = git('ls-tree', '-r', '--name-only', `refs/runs/${id}`, 'annotations/');
  return names === ''
    ? ''
    : names
        .split('\n')
        .map(name => git('show', `refs/runs/${id}:${name}`))
        .join('\n');
}

function has(sandbox: Sandbox, pattern: RegExp): boolean {
  return pattern.test(annotationsOf(sandbox));
}

/** Whether a checkout has these files, as they were. */
function isWhole({ root }: Sandbox, ...files: readonly (readonly [string, string])[]): boolean {
  return files.every(([path, text]) => {
    const file = join(root, 'copy', path);
    return existsSync(file) && readFileSync(file, 'utf8') === text;
  });
}

const plain = { env: {}, runsJob: false, exitCode: 0, allowed: NOTHING };

async function oneRun(programs: Programs, sandbox: Sandbox): Promise<void> {
  const { code, stderr } = await run(programs, sandbox, EXEC);
  if (code !== JOB_EXIT) throw new Error(`the run to begin with could not be recorded: ${stderr}`);
}

/** A recorder that was killed while its job had printed a line, said a metric and kept a file. */
async function oneJournal(programs: Programs, sandbox: Sandbox): Promise<void> {
  writeFileSync(
    join(sandbox.path, 'cut.sh'),
    `echo 'step 1'
echo '{"metric":{"loss":0.5},"step":1}' >> "$GIT_RUN_EVENTS"
echo 'a model' > "$GIT_RUN_ARTIFACTS/model.txt"
until [ -s "$GIT_RUN_EVENTS/../log/000000.log" ] 2> /dev/null || [ -s "\${GIT_RUN_EVENTS%/*}/log/000000.log" ]; do :; done
kill -9 $PPID
`,
  );
  await run(programs, sandbox, ['exec', '--', 'sh', 'cut.sh']);
}

const exec: Command = {
  name: 'exec',
  env: {},
  runsJob: true,
  exitCode: JOB_EXIT,
  allowed: /^repository\/out\.bin$/,
  words: () => EXEC,
  prepare: async () => {},
  isDone: sandbox => runsOf(sandbox).length > 0,
};

const tag: Command = {
  ...plain,
  name: 'tag',
  words: () => ['tag', '@', 'stage=final'],
  prepare: oneRun,
  isDone: sandbox => has(sandbox, /"stage"/),
};

const recover: Command = {
  ...plain,
  name: 'recover',
  words: () => ['recover'],
  prepare: oneJournal,
  isDone: sandbox => runsOf(sandbox).length === 1,
};

/** All of them, in the order they are tortured in. */
export const commands: readonly Command[] = [
  exec,
  { ...exec, name: 'exec, tidying', ...tidying() },
  {
    ...exec,
    name: 'exec, large artifact',
    env: { GIT_RUN_LARGE_SIZE: '1000000' },
    // Git LFS is shown it.
    allowed: /^repository\/(?:out\.bin$|\.git\/lfs(?:$|\/))/,
  },
  {
    // Nobody writes to it: its program has crashed.
    ...plain,
    name: 'write',
    words: () => ['write', '-P', 'lr=0.1', '--', 'sh', 'job.sh'],
    prepare: async () => {},
    isDone: sandbox => runsOf(sandbox).length > 0,
  },
  tag,
  {
    ...plain,
    name: 'note',
    words: () => ['note', '@', '-m', 'to be kept'],
    prepare: oneRun,
    isDone: sandbox => has(sandbox, /to be kept/),
  },
  {
    ...plain,
    name: 'artifact add',
    words: () => ['artifact', 'add', '@', 'notes.txt', 'out.bin'],
    prepare: oneRun,
    isDone: sandbox => has(sandbox, /notes\.txt/),
  },
  {
    ...plain,
    name: 'rm',
    words: () => ['rm', '@'],
    prepare: oneRun,
    isDone: sandbox => has(sandbox, /"trash"/),
  },
  {
    ...plain,
    name: 'restore',
    words: sandbox => ['restore', runsOf(sandbox)[0] as string],
    prepare: async (programs, sandbox) => {
      await oneRun(programs, sandbox);
      await run(programs, sandbox, ['rm', '@']);
    },
    isDone: sandbox => has(sandbox, /"restore"/),
  },
  {
    ...plain,
    name: 'checkout',
    allowed: /^copy(?:\/|$)|^repository\/\.git\/worktrees(?:\/|$)/,
    words: () => ['checkout', '@', '--path', '../copy'],
    prepare: oneRun,
    isDone: sandbox => isWhole(sandbox, ['model.py', 'layers = 4\n'], ['notes.txt', 'an untracked edit\n']),
    allOrNothing: 'copy',
  },
  {
    ...plain,
    name: 'checkout --artifacts-only',
    allowed: /^copy/,
    words: () => ['checkout', '@', '--artifacts-only', '--path', '../copy'],
    prepare: oneRun,
    isDone: sandbox => isWhole(sandbox, ['model.txt', 'a model\n']),
    allOrNothing: 'copy',
  },
  recover,
  {
    ...plain,
    name: 'experiment create',
    words: () => ['experiment', 'create', 'baselines'],
    prepare: async () => {},
    isDone: sandbox => refsOf(sandbox, 'refs/runs/experiments').length > 0,
  },
  { ...exec, name: 'exec, embedded', env: EMBEDDED },
  { ...tag, name: 'tag, embedded', env: EMBEDDED },
  { ...recover, name: 'recover, embedded', env: EMBEDDED },
];

/** The recording after which packs are joined and refs packed, in the background. */
function tidying(): Pick<Command, 'prepare' | 'allowed'> {
  return {
    // Where a branch is kept may change, its commit may not; Git removes what its packing has emptied.
    allowed: /^repository\/(?:out\.bin$|\.git\/(?:packed-refs|refs)(?:$|\/))/,
    prepare: async (programs, sandbox) => {
      await oneRun(programs, sandbox);
      const line = `${'0'.repeat(26)}\n`;
      appendFileSync(join(sandbox.path, '.git', 'git-run', 'recorded'), line.repeat(30));
    },
  };
}
