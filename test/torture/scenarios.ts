/** What happens in the world, by name: many at once, tidying beside them, a disk that is full, a repository that is read only. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gitIn } from '../support/temporary-repository.ts';
import { commands, runsOf } from './commands.ts';
import { violationsOfDurability } from './durability.ts';
import { judgeState, noteBefore } from './judge.ts';
import { type Programs, run } from './program.ts';
import { JOB_EXIT, SAID, type Sandbox } from './sandbox.ts';

/** Tells a broken rule. */
export type Report = (rule: string, what: string) => void;

export interface Ground {
  readonly programs: Programs;
  /** A fresh sandbox, whose place is as good as another's. */
  fresh(): Sandbox;
}

export interface Scenario {
  readonly name: string;
  /** Returns how many commands were run; or why it cannot be tried here. */
  play(ground: Ground, report: Report): Promise<number | string>;
}

const exec = commands.find(({ name }) => name === 'exec') as (typeof commands)[number];
const EXEC = ['exec', '--', 'sh', 'job.sh'];

/** So many copies of one recording at once; each has a state of its own. */
async function recordAtOnce(
  { programs }: Ground,
  sandbox: Sandbox,
  count: number,
  words: readonly string[],
): Promise<{ readonly code: number | null; readonly stderr: string }[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const state = `${sandbox.root}.state.${index}`;
      mkdirSync(state, { recursive: true });
      const child = spawn(process.execPath, [programs.program, ...words], {
        cwd: sandbox.path,
        env: { ...sandbox.env, TORTURE_STATE: state },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', text => {
        stderr += text;
      });
      const [code] = (await once(child, 'close')) as [number | null];
      rmSync(state, { recursive: true, force: true });
      return { code, stderr };
    }),
  );
}

/** Does something of Git's again and again, until it is told to end. */
function beside(sandbox: Sandbox, args: readonly string[]): () => Promise<void> {
  let child: ChildProcess | undefined;
  let isOver = false;
  const loop = (async () => {
    while (!isOver) {
      child = spawn('git', args, { cwd: sandbox.path, env: sandbox.env, stdio: 'ignore' });
      await once(child, 'exit');
    }
  })();
  return async () => {
    isOver = true;
    await loop;
  };
}

function recorders(count: number, ...tidying: readonly (readonly string[])[]): Scenario['play'] {
  return async (ground, report) => {
    const sandbox = ground.fresh();
    const before = noteBefore({ ...exec, allowed: AFTER_TIDYING }, sandbox);
    const ends = tidying.map(args => beside(sandbox, args));
    const ended = await recordAtOnce(ground, sandbox, count, EXEC);
    for (const end of ends) await end();
    // What a prune of everything took away under way costs the moment, never the run.
    const mayBeLate = tidying.some(args => args.includes('--prune=now'));
    if (mayBeLate) await run(ground.programs, sandbox, ['recover']);
    for (const { code, stderr } of ended) {
      const isKept = /: recorded /.test(stderr) || (mayBeLate && /is kept in/.test(stderr));
      if (code !== JOB_EXIT || !isKept) report('not-recorded', `${code} ${stderr}`);
    }
    const runs = runsOf(sandbox).length;
    if (runs !== count) report('run-lost', `${runs} of ${count}`);
    const names = await run(ground.programs, sandbox, ['experiment', 'list', '--json']);
    if (JSON.parse(names.stdout).experiments?.length !== 1) report('experiment-twice', names.stdout);
    await judgeState(
      { programs: ground.programs, command: { ...exec, allowed: AFTER_TIDYING }, sandbox, before },
      report,
    );
    return count;
  };
}

/** What Git itself writes when it is asked to tidy. */
const AFTER_TIDYING =
  /^repository\/(?:out\.bin$|\.git\/(?:packed-refs|info|refs|gc\.|logs|ORIG_HEAD|config$|maintenance)(?:.*)$)/;

function annotators(count: number): Scenario['play'] {
  return async (ground, report) => {
    const sandbox = ground.fresh();
    await run(ground.programs, sandbox, EXEC);
    const before = noteBefore(exec, sandbox);
    const each = 4;
    const all = await Promise.all(
      Array.from({ length: count }, async (_, writer) => {
        const ended = [];
        for (let turn = 0; turn < each; turn++)
          ended.push(
            ...(await recordAtOnce(ground, { ...sandbox, root: `${sandbox.root}.${writer}` }, 1, [
              'tag',
              '@',
              `w${writer}t${turn}=1`,
            ])),
          );
        return ended;
      }),
    );
    for (const { code, stderr } of all.flat()) if (code !== 0) report('edit-refused', stderr);
    const { stdout } = await run(ground.programs, sandbox, ['show', '@', '--json']);
    const tags = Object.keys(JSON.parse(stdout).run.tags).length;
    if (tags !== count * each) report('edit-lost', `${tags} of ${count * each}`);
    await judgeState({ programs: ground.programs, command: exec, sandbox, before }, report);
    return count * each;
  };
}

/** In a file system of its own, which nobody else sees and which goes with the process. */
function inOwnFileSystem(script: string, sandbox: Sandbox, { program }: Programs, state: string) {
  return spawnSync('unshare', ['-m', 'sh', '-c', script], {
    cwd: '/',
    env: {
      ...sandbox.env,
      ROOT: sandbox.root,
      NODE: process.execPath,
      PROGRAM: program,
      TORTURE_STATE: state,
    },
    encoding: 'utf8',
  });
}

const mayMount = () => process.getuid?.() === 0 && spawnSync('unshare', ['-m', 'true']).status === 0;
const NO_MOUNT = 'SKIPPED: a file system of its own can be mounted by root only';

/** The repository is on a disk with some room; then it is filled; then the job runs; then there is room again. */
function fullDisk(filledBy: 'all' | 'most' | 'the job', withHome: boolean): Scenario['play'] {
  return async (ground, report) => {
    if (!mayMount()) return NO_MOUNT;
    const sandbox = ground.fresh();
    const state = `${sandbox.root}.state`;
    mkdirSync(state, { recursive: true });
    const full = withHome ? '$ROOT' : '$ROOT/repository';
    const script = `
cp -a "${full}" "$TORTURE_STATE/copy" && mount -t tmpfs -o size=12m none "${full}" && cp -a "$TORTURE_STATE/copy/." "${full}" || exit 99
cd "$ROOT/repository"
${
  filledBy === 'the job'
    ? `sed -i "s/^echo 'step 2'/\\/bin\\/cat < \\/dev\\/zero 2> \\/dev\\/null > filler; &/" job.sh`
    : `dd if=/dev/zero of="${full}/filler" bs=4k 2> /dev/null`
}
${filledBy === 'most' ? `rm "${full}/filler"; dd if=/dev/zero of="${full}/filler" bs=4k count=$(( $(df --output=avail -k "${full}" | tail -1) / 4 - 12 )) 2> /dev/null` : ''}
"$NODE" "$PROGRAM" ${EXEC.join(' ')} > "$TORTURE_STATE/stdout" 2> "$TORTURE_STATE/stderr"; echo $? > "$TORTURE_STATE/code"
rm -f "${full}/filler" out.bin
"$NODE" "$PROGRAM" recover > "$TORTURE_STATE/recover" 2>&1; echo $? > "$TORTURE_STATE/recovered"
git fsck --strict > "$TORTURE_STATE/fsck" 2>&1; echo $? >> "$TORTURE_STATE/fsck"
git for-each-ref refs/runs refs/run-live > "$TORTURE_STATE/refs"
git for-each-ref --format='%(refname)' 'refs/runs/0*' | while read ref; do git show "$ref:logs/000000.log" > "$TORTURE_STATE/log" 2>&1; git show "$ref:run.json" > "$TORTURE_STATE/run"; done
`;
    const { status, stderr } = inOwnFileSystem(script, sandbox, ground.programs, state);
    const read = (name: string) =>
      existsSync(join(state, name)) ? readFileSync(join(state, name), 'utf8') : '';
    if (status === 99) return `SKIPPED: no file system could be mounted: ${stderr}`;
    if (read('code').trim() !== String(JOB_EXIT)) report('exit-code', `${read('code')} ${read('stderr')}`);
    if (read('stdout') !== SAID.stdout) report('output-cut', read('stdout'));
    const [said, recovered] = [read('stderr'), read('recover')];
    const isRecorded = /: recorded /.test(said);
    if (!isRecorded && !/could not be recorded/.test(said)) report('silent', said);
    const hasJournal = /is kept in/.test(said);
    if (!isRecorded && hasJournal && !/recorded \S+ \(\w+\) as failed/.test(recovered))
      report('not-brought-home', `${said}${recovered}`);
    if (
      hasJournal &&
      /recorded/.test(recovered) &&
      !/the log is incomplete/.test(read('run')) &&
      !SAID.stdout.split('\n').every(line => read('log').includes(line))
    )
      report('journal-lost', `${read('log')}\n${said}${recovered}`);
    // With room in the spool nothing may be lost.
    if (!withHome && !isRecorded && !hasJournal) report('nothing-kept', said);
    if (!/\n?0\n$/.test(read('fsck'))) report('git-fsck', read('fsck'));
    if (/run-live/.test(read('refs'))) report('anchor-stays', read('refs'));
    return 1;
  };
}

/** The whole Git directory is read only while the job runs, and is not afterwards. */
const readOnly: Scenario['play'] = async (ground, report) => {
  if (!mayMount()) return NO_MOUNT;
  const sandbox = ground.fresh();
  const before = noteBefore(exec, sandbox);
  const state = `${sandbox.root}.state`;
  mkdirSync(state, { recursive: true });
  const script = `
mount --bind "$ROOT/repository/.git" "$ROOT/repository/.git" && mount -o remount,ro,bind "$ROOT/repository/.git" || exit 99
cd "$ROOT/repository"
"$NODE" "$PROGRAM" ${EXEC.join(' ')} > "$TORTURE_STATE/stdout" 2> "$TORTURE_STATE/stderr"; echo $? > "$TORTURE_STATE/code"
`;
  const { status, stderr } = inOwnFileSystem(script, sandbox, ground.programs, state);
  if (status === 99) return `SKIPPED: nothing could be mounted read only: ${stderr}`;
  const read = (name: string) => readFileSync(join(state, name), 'utf8');
  if (read('code').trim() !== String(JOB_EXIT)) report('exit-code', `${read('code')} ${read('stderr')}`);
  if (read('stdout') !== SAID.stdout) report('output-cut', read('stdout'));
  if (!/could not be recorded/.test(read('stderr')) || !/spool/.test(read('stderr')))
    report('silent', read('stderr'));
  const said = read('stderr');
  const { stderr: recovered } = await run(ground.programs, sandbox, ['recover']);
  if (!/recorded \S+ \(\w+\) as failed/.test(recovered)) report('not-brought-home', `${said}${recovered}`);
  await judgeState({ programs: ground.programs, command: exec, sandbox, before }, report);
  return 1;
};

/** Locks that killed processes have left: the job goes on, they are named, and they stay. */
const staleLocks: Scenario['play'] = async (ground, report) => {
  const sandbox = ground.fresh();
  await run(ground.programs, sandbox, EXEC);
  const [id] = runsOf(sandbox);
  const git = join(sandbox.path, '.git');
  const locks = [`refs/runs/${id}.lock`, 'packed-refs.lock', 'index.lock'].map(name => join(git, name));
  for (const lock of locks) writeFileSync(lock, '');
  const [ref = ''] = locks;
  const recorded = await run(ground.programs, sandbox, EXEC);
  if (recorded.code !== JOB_EXIT || !/: recorded /.test(recorded.stderr)) report('blocked', recorded.stderr);
  const tagged = await run(ground.programs, sandbox, ['tag', `${id}`, 'a=b']);
  if (tagged.code !== 1 || !tagged.stderr.includes(`rm ${ref}`)) report('lock-unexplained', tagged.stderr);
  const recovered = await run(ground.programs, sandbox, ['recover']);
  if (!recovered.stderr.includes('packed-refs.lock')) report('lock-unexplained', recovered.stderr);
  for (const lock of locks) if (!existsSync(lock)) report('lock-broken', lock);
  for (const lock of locks) rmSync(lock, { force: true });
  const again = await run(ground.programs, sandbox, ['tag', `${id}`, 'a=b']);
  if (again.code !== 0) report('blocked', again.stderr);
  await run(ground.programs, sandbox, ['recover']);
  if (gitIn(sandbox.path, sandbox.env, ['for-each-ref', 'refs/run-live']) !== '') report('anchor-stays', '');
  return 5;
};

/** The order of what is synced, by strace of a whole recording. */
const durability: Scenario['play'] = async ({ programs, fresh }, report) => {
  const sandbox = fresh();
  const state = `${sandbox.root}.state`;
  mkdirSync(state, { recursive: true });
  const log = join(state, 'whole');
  const { status } = spawnSync(
    'strace',
    [
      '-f',
      '-y',
      '-s',
      '64',
      '-o',
      log,
      '-e',
      'trace=openat,write,writev,pwrite64,link,rename,unlink,mkdir,fsync,fdatasync,execve',
      process.execPath,
      programs.program,
      'exec',
      '-o',
      'out.bin',
      '--',
      'sh',
      '-c',
      'sleep 1.3; sh job.sh',
    ],
    { cwd: sandbox.path, env: { ...sandbox.env, TORTURE_STATE: state }, stdio: 'ignore' },
  );
  if (status !== JOB_EXIT) report('exit-code', String(status));
  for (const violation of violationsOfDurability(readFileSync(log, 'utf8'), sandbox.path))
    report('not-durable', violation);
  return 1;
};

/** All of them. */
export const scenarios: readonly Scenario[] = [
  { name: 'durability order', play: durability },
  { name: '50 recorders at once', play: recorders(50) },
  { name: '10 recorders, gc --prune=now', play: recorders(10, ['gc', '--quiet', '--prune=now']) },
  { name: '10 recorders, pack-refs --all', play: recorders(10, ['pack-refs', '--all']) },
  { name: '10 recorders, repack -ad', play: recorders(10, ['repack', '-adq']) },
  {
    name: '10 recorders, maintenance run',
    play: recorders(10, [
      'maintenance',
      'run',
      '--quiet',
      '--task=loose-objects',
      '--task=incremental-repack',
      '--task=gc',
    ]),
  },
  { name: '2 annotators of one run', play: annotators(2) },
  { name: '8 annotators of one run', play: annotators(8) },
  { name: 'full disk', play: fullDisk('all', false) },
  { name: 'disk that fills up', play: fullDisk('most', false) },
  { name: 'disk that the job fills', play: fullDisk('the job', false) },
  { name: 'full disk, home on it', play: fullDisk('all', true) },
  { name: 'read-only .git', play: readOnly },
  { name: 'locks of killed processes', play: staleLocks },
];
