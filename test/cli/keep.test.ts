/** The program killed at a terminal, and what the other commands make of the job that goes on. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { KEEP, keepOn } from '../../src/cli/keep.ts';
import { builtProgram } from '../support/program.ts';
import { gone, until } from '../support/recording.ts';
import { noTerminal, session } from '../support/session.ts';
import { type TemporaryRepository, temporaryRepository } from '../support/temporary-repository.ts';

const program = builtProgram(t);
/** Says whether it has a terminal, waits for a file `go`, and says more. */
const JOB =
  '[ -t 1 ] && echo tty; until [ -e go ] || [ ! -e .git ]; do sleep 0.01; done; echo after; [ -t 1 ] && echo tty';

/** The processes of the one run that is going, when its keeper stands by and it has said something. */
async function companions(on: TemporaryRepository) {
  const live = join(on.path, '.git/git-run/live');
  const journal = () => join(live, readdirSync(live)[0] ?? '');
  const note = () => {
    const file = existsSync(live) ? join(journal(), 'recorder.json') : '';
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  };
  await until(() => note().keeper !== undefined);
  const log = join(journal(), 'log/000000.log');
  await until(() => existsSync(log) && readFileSync(log).length > 0);
  const { recorder, child, keeper } = note();
  return { log, recorder: recorder.pid, job: child.pid, keeper: keeper.pid } as const;
}

t.test('the word is for nobody but the program itself', async t => {
  t.equal(KEEP, '--keep');
  t.equal(await keepOn([]), 2);
});

t.test(
  'a terminal is the job’s to its end, whatever becomes of git-run',
  { skip: await noTerminal() },
  async t => {
    const on = temporaryRepository(t);
    const env = { ...on.env, PATH: program.path, JOB };
    const script = 'git-run -- sh -c "$JOB"; echo code $?; read line';
    const { shows, shown } = await session(t, script, { cwd: on.path, env });
    const { log, recorder, job, keeper } = await companions(on);
    process.kill(recorder, 'SIGKILL');
    await shows('code 137');
    on.write('go', '');
    await Promise.all([gone(job), gone(keeper)]);
    t.match(shown(), /^tty\n[\s\S]*code 137\nafter\ntty\n$/);
    t.equal(readFileSync(log, 'utf8'), 'tty\nafter\ntty\n');
    t.match((await program.run(on, ['recover'])).stderr, / as lost\n$/);
    t.equal((await program.run(on, ['tail'])).stdout, 'tty\nafter\ntty\n');
  },
);

t.test('an orphan is followed, and stopped, like any run that is going', async t => {
  const on = temporaryRepository(t);
  const started = program.start(on, [
    '--name',
    'otter',
    '--',
    'sh',
    '-c',
    `echo before; ${JOB}; exec sleep 60`,
  ]);
  const { recorder, job, keeper } = await companions(on);
  process.kill(recorder, 'SIGKILL');
  const tail = program.start(on, ['tail', '-f', 'otter']);
  await tail.until(({ stdout }) => stdout() === 'before\n');
  on.write('go', '');
  await tail.until(({ stdout }) => stdout() === 'before\nafter\n');
  t.match((await program.run(on, ['log', '--oneline'])).stdout, / otter running/);
  t.match(await program.run(on, ['stop']), { code: 0, stderr: 'git-run: sent SIGTERM to otter\n' });
  await Promise.all([gone(job), gone(keeper)]);
  t.match(await tail.end(), {
    code: 0,
    stdout: 'before\nafter\n',
    stderr: /^git-run: nobody records this run any more: git run recover\n/,
  });
  t.match(await started.end(), { signal: 'SIGKILL', stdout: 'before\nafter\n' });
  t.match((await program.run(on, ['recover'])).stderr, 'git-run: recorded otter');
});
