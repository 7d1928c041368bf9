/** After a fault: is everything as it must be? Every rule that is broken has a name. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { gitIn } from '../support/temporary-repository.ts';
import { type Command, refsOf, runsOf } from './commands.ts';
import { type Programs, run, type Struck } from './program.ts';
import { filesBelow, type Manifest, manifestOf, SAID, type Sandbox } from './sandbox.ts';

export interface Case {
  readonly programs: Programs;
  readonly command: Command;
  readonly sandbox: Sandbox;
  /** Taken before the command. */
  readonly before: Before;
  readonly struck: Struck;
}

export interface Before {
  readonly manifest: Manifest;
  readonly refs: string;
  readonly runs: readonly string[];
  readonly journals: readonly string[];
}

export interface Verdict {
  /** What became of the run: it is there, `recover` brought it, or there is none. */
  readonly outcome: 'whole' | 'recovered' | 'absent';
  /** The rules that are broken, each with what was seen: `rule: what`. */
  readonly violations: readonly string[];
  /** Temporary files of Git's own that a killed one leaves among its objects. */
  readonly stale: number;
}

/** Notes what must stay. */
export function noteBefore(command: Command, sandbox: Sandbox): Before {
  return {
    manifest: manifestOf(sandbox, command.allowed),
    refs: userRefs(sandbox),
    runs: runsOf(sandbox),
    journals: journalsOf(sandbox).map(({ id }) => id),
  };
}

/** Looks the state over, has git-run recover, does the same again without the fault, and looks once more. */
export async function judge(it: Case): Promise<Verdict> {
  const { sandbox, before } = it;
  const violations: string[] = [];
  const report = (rule: string, what: string) => violations.push(`${rule}: ${what.trim().slice(0, 600)}`);
  const stale = filesBelow(join(sandbox.path, '.git', 'objects')).filter(file =>
    /\/tmp_|\.keep$|\.lock$/.test(file),
  );
  gitFsck(sandbox, report);
  checkJob(it, report);
  checkAnnounced(it, report);
  checkUntouched(it, report);
  checkNothingHalf(it, report);
  const there = runsOf(sandbox).filter(id => !before.runs.includes(id));
  await checkRecovery(it, report);
  const now = runsOf(sandbox).filter(id => !before.runs.includes(id));
  await checkAgain(it, report);
  // What was in the way of that one too is told by `recover`, as before.
  const last = await run(it.programs, sandbox, ['recover'], it.command.env);
  for (let said = last.stderr; freeWay(sandbox, said); )
    said = (await run(it.programs, sandbox, ['recover'], it.command.env)).stderr;
  await runFsck(it, report);
  const outcome = there.length > 0 ? 'whole' : now.length > 0 ? 'recovered' : 'absent';
  return { outcome, violations, stale: stale.length };
}

/** What can be asked of every state, whatever has happened: Git's and git-run's own checks, and what was the user's. */
export async function judgeState(
  it: Pick<Case, 'programs' | 'command' | 'sandbox' | 'before'>,
  report: Report,
): Promise<void> {
  gitFsck(it.sandbox, report);
  checkUntouched(it, report);
  await runFsck(it, report);
}

type Report = (rule: string, what: string) => void;

/** Dangling objects are what an interrupted write leaves; nothing else may be wrong. */
function gitFsck({ path, env }: Sandbox, report: Report): void {
  const { status, stdout, stderr } = spawnSync(
    'git',
    ['fsck', '--strict', '--no-dangling', '--no-progress'],
    {
      cwd: path,
      env,
      encoding: 'utf8',
    },
  );
  const said = `${stdout}${stderr}`.trim();
  if (status !== 0 || /error|missing|broken/.test(said)) report('git-fsck', `${status} ${said}`);
}

function checkJob({ command, struck }: Case, report: Report): void {
  if (struck.hung.length > 0) report('hangs', struck.hung.join('\n'));
  if (!command.runsJob || struck.recorderKilled) return;
  if (!struck.jobEnded) report('job-cut', `exit code ${struck.code}; ${struck.stderr}`);
  if (struck.code !== command.exitCode) report('exit-code', `${struck.code}; ${struck.stderr}`);
  if (struck.jobEnded && struck.stdout !== SAID.stdout) report('output-cut', `stdout: ${struck.stdout}`);
  if (struck.jobEnded && !struck.stderr.includes(SAID.stderr))
    report('output-cut', `stderr: ${struck.stderr}`);
}

/** What was said to be recorded or done is there, and nothing is missing in silence. */
function checkAnnounced({ command, sandbox, before, struck }: Case, report: Report): void {
  const recorded = /git-run: recorded \S+ \((\w+)\)/.exec(struck.stderr)?.[1];
  if (recorded !== undefined && !runsOf(sandbox).some(id => id.endsWith(recorded)))
    report('announced-missing', `${recorded}; ${struck.stderr}`);
  if (struck.recorderKilled) return;
  if (command.runsJob) {
    const added = runsOf(sandbox).filter(id => !before.runs.includes(id));
    if (recorded === undefined && added.length > 0) report('recorded-unsaid', struck.stderr);
    if (recorded === undefined && !struck.stderr.includes('could not be recorded'))
      report('silent', struck.stderr || 'nothing was said');
    const kept = /is kept in (.*?); when/.exec(struck.stderr)?.[1];
    if (kept !== undefined && !existsSync(kept)) report('announced-missing', `the journal ${kept}`);
  } else if (struck.code === 0 && !command.isDone(sandbox)) report('announced-missing', struck.stderr);
  if (/this should not have happened/.test(struck.stderr)) report('called-a-bug', struck.stderr);
}

function userRefs(sandbox: Sandbox): string {
  const refs = refsOf(sandbox).filter(line => !/ refs\/run(?:s|-live)\//.test(line));
  return refs.join('\n');
}

function checkUntouched(
  { command, sandbox, before, struck }: Omit<Case, 'struck' | 'programs'> & Partial<Case>,
  report: Report,
): void {
  const after = manifestOf(sandbox, command.allowed);
  for (const [path, was] of before.manifest)
    if (after.get(path) !== was) report(after.has(path) ? 'user-changed' : 'user-removed', path);
  for (const path of after.keys()) {
    // A killed process cannot take its lock along: that is told by whoever comes upon it.
    const isLock =
      path.startsWith('repository/.git/') &&
      path.endsWith('.lock') &&
      struck !== undefined &&
      wasKilled(struck);
    if (!before.manifest.has(path) && !isLock) report('left-behind', path);
  }
  if (userRefs(sandbox) !== before.refs) report('user-changed', 'refs');
}

/** One that was killed leaves what it had; any other takes it away. */
function checkNothingHalf({ command, sandbox, struck }: Case, report: Report): void {
  const { allOrNothing } = command;
  if (allOrNothing === undefined || struck.recorderKilled || struck.code === 0) return;
  const left = filesBelow(join(sandbox.root, allOrNothing));
  if (left.length > 0) report('half-done', `${left.length} files of ${allOrNothing}; ${struck.stderr}`);
}

/** By a fault, or so that it could not remove what it had made. */
function wasKilled({ fault, operation }: Struck): boolean {
  return fault.startsWith('kill') || /^unlink.*\.lock"/.test(operation?.text ?? '');
}

interface Journal {
  readonly id: string;
  readonly path: string;
  readonly hasPlan: boolean;
  readonly log: string;
  readonly metric: boolean;
  readonly artifact: boolean;
}

function journalsOf({ path, home }: Sandbox): Journal[] {
  const places = [join(path, '.git', 'git-run', 'live'), join(home, '.local', 'state', 'git-run', 'spool')];
  return places.flatMap(place =>
    // What is left of a removal is no journal.
    (existsSync(place) ? readdirSync(place).filter(name => !name.startsWith('.')) : []).map(id => {
      const journal = join(place, id);
      const parts = filesBelow(join(journal, 'log'))
        .filter(file => file.endsWith('.log'))
        .sort();
      const events = existsSync(join(journal, 'events')) ? readFileSync(join(journal, 'events'), 'utf8') : '';
      return {
        id,
        path: journal,
        hasPlan: existsSync(join(journal, 'plan.json')),
        log: parts.map(file => readFileSync(file, 'utf8')).join(''),
        metric: /"loss":0\.5.*\n/.test(events),
        artifact: readOr(join(journal, 'artifacts', 'model.txt')) === 'a model\n',
      };
    }),
  );
}

async function checkRecovery({ programs, command, sandbox }: Case, report: Report): Promise<void> {
  const journals = journalsOf(sandbox);
  // A journal that says nothing of its recorder is left alone while it is young.
  for (const { path } of journals) if (!existsSync(join(path, 'recorder.json'))) age(path, 120);
  const stored = new Set(runsOf(sandbox));
  const recover = () => run(programs, sandbox, ['recover'], command.env);
  let first = await recover();
  // A killed git can have held two locks, and comes upon one at a time.
  for (let locks = 0; locks < 3 && first.code !== 0 && freeWay(sandbox, first.stderr); locks++)
    first = await recover();
  const second = await recover();
  // Of a journal without a plan nobody can make a run: it stays, and is named.
  const isNamed = ({ hasPlan, path }: Journal) =>
    !hasPlan && second.stderr.includes(`its journal stays in ${path}`);
  const staying = journalsOf(sandbox).filter(journal => !isNamed(journal));
  const isUnplanned = journalsOf(sandbox).some(isNamed);
  if (first.code !== 0 && !isUnplanned) report('recover-fails', first.stderr);
  if (second.stderr.trim() !== 'git-run: nothing to recover' && !isUnplanned)
    report('recover-again', second.stderr);
  for (const journal of staying) report('journal-stays', journal.path);
  const named = journalsOf(sandbox).filter(isNamed);
  for (const anchor of refsOf(sandbox, 'refs/run-live'))
    if (!named.some(({ id }) => anchor.endsWith(id))) report('anchor-stays', anchor);
  for (const journal of journals)
    if (!stored.has(journal.id) && !isNamed(journal)) checkBroughtHome(sandbox, journal, report);
}

/** What the journal had is in the run. */
function checkBroughtHome(sandbox: Sandbox, journal: Journal, report: Report): void {
  const { id, log, metric, artifact, hasPlan } = journal;
  if (!runsOf(sandbox).includes(id)) {
    if (hasPlan || log !== '' || metric || artifact)
      report('journal-lost', `${id} ${JSON.stringify(journal)}`);
    return;
  }
  const show = (path: string) => gitOr(sandbox, ['show', `refs/runs/${id}:${path}`]);
  if (log !== '' && show('logs/000000.log') !== log) report('journal-lost', `${id}: its output`);
  if (metric && !/"loss"/.test(show('run.json') ?? '')) report('journal-lost', `${id}: its metric`);
  if (artifact && show('artifacts/model.txt') !== 'a model\n') report('journal-lost', `${id}: its artifact`);
}

/** The same again, with nothing in its way; what was done already need not be done again. */
async function checkAgain({ programs, command, sandbox }: Case, report: Report): Promise<void> {
  const wasDone = command.isDone(sandbox);
  const again = () => run(programs, sandbox, command.words(sandbox), command.env);
  const isFine = ({ code, stderr }: { code: number | null; stderr: string }) =>
    command.runsJob ? code === command.exitCode && /: recorded /.test(stderr) : code === 0;
  const second = await again();
  if (isFine(second) || (!command.runsJob && wasDone && second.code === 1)) return;
  if (freeWay(sandbox, second.stderr) && isFine(await again())) return;
  report('blocked', `${second.code} ${second.stderr}`);
}

/** What a killed process left in the way is named with what to do about it: that is done here. Returns whether there was any. */
function freeWay({ path, env }: Sandbox, said: string): boolean {
  const locks = filesBelow(join(path, '.git')).filter(file => file.endsWith('.lock'));
  const named = locks.filter(file => said.includes(`rm ${file}`));
  for (const file of named) rmSync(file);
  const [, half] = /^ {2}if nothing in it is yours: git worktree remove --force (\S+)$/m.exec(said) ?? [];
  if (half !== undefined) gitIn(path, env, ['worktree', 'remove', '--force', half]);
  return named.length > 0 || half !== undefined;
}

async function runFsck({ programs, sandbox, command }: Omit<Case, 'struck'>, report: Report): Promise<void> {
  const { code, stdout, stderr } = await run(programs, sandbox, ['fsck', '--json'], command.env);
  if (code !== 0) return report('run-hurt', `${stdout}${stderr}`);
  const { interrupted, anchors } = JSON.parse(stdout);
  const planned = journalsOf(sandbox).filter(({ hasPlan }) => hasPlan);
  if (Math.min(interrupted.length, planned.length) > 0) report('left-behind', stdout);
  const unplanned = journalsOf(sandbox).filter(({ hasPlan }) => !hasPlan);
  if (anchors.length > unplanned.length) report('left-behind', stdout);
}

/** Makes a file or directory, and what is in it, so many seconds older. */
function age(path: string, seconds: number): void {
  const files = statSync(path).isDirectory() ? [...filesBelow(path), path] : [path];
  for (const file of files) {
    const { mtimeMs } = statSync(file);
    utimesSync(file, mtimeMs / 1000 - seconds, mtimeMs / 1000 - seconds);
  }
}

function gitOr({ path, env }: Sandbox, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', args, { cwd: path, env, encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}

function readOr(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
