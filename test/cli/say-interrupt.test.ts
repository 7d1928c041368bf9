/** Ctrl-C, hangups and the like, before and after the job's end, at a real terminal. */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { sayInterrupt } from '../../src/cli/say-interrupt.ts';
import { builtProgram } from '../support/program.ts';
import { until } from '../support/recording.ts';
import { noTerminal, session } from '../support/session.ts';
import { type TemporaryRepository, temporaryRepository } from '../support/temporary-repository.ts';

const program = builtProgram(t);
const skip = await noTerminal();
const STORING = 'git-run: the job has ended, its run is being stored; once more ends that too';
const KEPT = 'git-run: the run is not stored; all of it is kept: git run recover';

/** A git that storing a run waits for, until there is a file `go`: its first such process says `stuck`. */
function slowGit(on: TemporaryRepository): Record<string, string> {
  const shim = on.write(
    '../home/bin/git*',
    `#!/bin/sh
case "$*" in *fast-import*) echo > "$HOME/stuck"; until [ -e "$HOME/go" ] || [ ! -e "$HOME" ]; do sleep 0.01; done;; esac
PATH="\${PATH#*:}" exec git "$@"
`,
  );
  return { ...on.env, PATH: `${dirname(shim)}:${program.path}` };
}

/** A repository whose next run needs but one commit. */
async function prepared() {
  const on = temporaryRepository(t);
  await program.run(on, ['-q', '--', 'true']);
  return { on, env: slowGit(on), stuck: () => existsSync(join(on.home, 'stuck')) };
}

const newest = async (on: TemporaryRepository) =>
  JSON.parse((await program.run(on, ['show', '--json'])).stdout).run;
const journals = async (on: TemporaryRepository) => (await program.run(on, ['recover'])).stderr;

t.test('the words', async t => {
  const said: string[] = [];
  const say = sayInterrupt({ say: line => void said.push(line) });
  say(false);
  say(true);
  t.same(said, [STORING, KEPT]);
});

t.test('Ctrl-C reaches the job once each time, and it may take its time to save', { skip }, async t => {
  const on = temporaryRepository(t);
  const job = `trap 'echo saving; until [ -e go ] || [ ! -e .git ]; do sleep 0.01; done; echo saved; exit 3' INT
echo ready; while [ -e .git ]; do sleep 0.01; done`;
  const env = { ...on.env, PATH: program.path, JOB: job };
  const script = 'trap : INT; git-run -- sh -c "$JOB"; echo code $?; read line';
  const { type, shows, shown } = await session(t, script, { cwd: on.path, env });
  await shows('ready');
  type('\x03');
  await shows('saving');
  on.write('go', '');
  await shows('code 3');
  t.equal(shown().split('saving').length, 2);
  t.match(await newest(on), { status: 'failed', exitCode: 3 });
});

t.test('Ctrl-C while the run is being stored is answered, and the run is stored', { skip }, async t => {
  const { on, env, stuck } = await prepared();
  const script = 'trap : INT; git-run -- true; echo code $?; read line';
  const { type, shows, shown } = await session(t, script, { cwd: on.path, env });
  await until(stuck);
  type('\x03');
  await shows(STORING);
  on.write('../home/go', '');
  await shows('code 0');
  t.match(shown(), /git-run: recorded /);
  t.match(await journals(on), 'nothing to recover');
});

t.test('a second one ends it, with the journal kept', { skip }, async t => {
  const { on, env, stuck } = await prepared();
  const script = 'trap : INT; git-run --name otter -- true; echo code $?; read line';
  const { type, shows } = await session(t, script, { cwd: on.path, env });
  await until(stuck);
  type('\x03');
  await shows(STORING);
  type('\x03');
  await shows(KEPT);
  await shows('code 130');
  on.write('../home/go', '');
  t.match(await journals(on), /^git-run: recorded otter \(\w+\) as finished\n$/);
});

t.test('SIGTERM, as of a scheduler, is one of them', async t => {
  const { on, env, stuck } = await prepared();
  const started = program.start(on, ['--', 'true'], { env });
  await until(stuck);
  for (const signal of ['SIGHUP', 'SIGUSR1', 'SIGTERM'] as const) started.process.kill(signal);
  await started.until(({ stderr }) => stderr() === `${STORING}\n`);
  on.write('../home/go', '');
  t.match(await started.end(), { code: 0, stderr: /git-run: recorded / });
});

t.test('a terminal that is closed ends the job as without us, and its run is recorded', { skip }, async t => {
  const on = temporaryRepository(t);
  const env = { ...on.env, PATH: program.path };
  const first = await session(t, 'git-run -- sh -c "echo ready; sleep 60"', { cwd: on.path, env });
  await first.shows('ready');
  first.close();
  const refs = () => on.git('for-each-ref', 'refs/runs', '--format=%(refname)').match(/runs\/\w{26}$/gm);
  await until(() => refs()?.length === 1);
  t.match(await newest(on), { status: 'killed', signal: 'SIGHUP' });
});

t.test('a job that ignores it goes on without a terminal, and so does its record', { skip }, async t => {
  const on = temporaryRepository(t);
  const job = `trap '' HUP; echo ready; until [ -e go ] || [ ! -e .git ]; do sleep 0.01; done; echo after; exit 4`;
  const env = { ...on.env, PATH: program.path, JOB: job };
  const { shows, close } = await session(t, 'git-run -- sh -c "$JOB"', { cwd: on.path, env });
  await shows('ready');
  close();
  on.write('go', '');
  const refs = () => on.git('for-each-ref', 'refs/runs', '--format=%(refname)').match(/runs\/\w{26}$/gm);
  await until(() => refs()?.length === 1);
  t.match(await newest(on), { status: 'failed', exitCode: 4 });
  t.equal((await program.run(on, ['tail'])).stdout, 'ready\nafter\n');
  t.match(await journals(on), 'nothing to recover');
});

t.test('a job that is stopped by ^Z goes on in the foreground', { skip }, async t => {
  const on = temporaryRepository(t);
  const job = 'echo ready; until [ -e go ] || [ ! -e .git ]; do sleep 0.01; done; echo after';
  const env = { ...on.env, PATH: program.path, JOB: job, PS1: '$ ' };
  const { type, shows } = await session(t, 'exec bash --norc --noprofile -i', { cwd: on.path, env });
  await shows('$ ');
  type('git-run -- sh -c "$JOB"\n');
  await shows('ready');
  type('\x1a');
  await shows('Stopped');
  t.match((await program.run(on, ['recover'])).stderr, 'nothing to recover', 'it is not taken for dead');
  on.write('go', '');
  type('fg\n');
  await shows('recorded');
  t.match(await newest(on), { status: 'finished' });
  type('exit\n');
});
