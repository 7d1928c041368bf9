import t from 'tap';
import { cli } from '../../support/cli.ts';
import { builtProgram } from '../../support/program.ts';
import { openedRepository } from '../../support/recorded-run.ts';
import { content } from '../../support/recording.ts';
import { NOW, sampleId } from '../../support/run-rows.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const opened = await openedRepository(t, { files: { a: '1' } });
/** What git-run tells of the newest run, after a program has written one. */
async function written(input: string, words: readonly string[] = [], env: Record<string, string> = {}) {
  const answer = await cli(opened, { input, env })('write', ...words);
  const begun = JSON.parse(answer.stdout) as { id: string; name: string; events: string; artifacts: string };
  const run = JSON.parse(opened.git('show', `refs/runs/${begun.id}:run.json`));
  return { ...answer, begun, run };
}

t.test('what is written into it is a run, and where it is kept is told first', async t => {
  const parent = sampleId(NOW);
  const { exitCode, stdout, stderr, begun, run } = await written(
    '{"metric":{"loss":0.5},"step":1}\n{"param":{"depth":3}}\n{"end":{"status":"finished"}}\n',
    [
      '--name',
      'first',
      '-e',
      'pipeline',
      '-P',
      'lr=0.1',
      '-t',
      'a=b',
      '--note',
      'n',
      '--',
      'julia',
      '-q',
      'x.jl',
    ],
    { GIT_RUN_ID: parent },
  );
  t.equal(exitCode, 0);
  t.equal(stdout.split('\n').length, 2, 'one line');
  t.match(begun, { version: 1, name: 'first', events: /\/events$/, artifacts: /\/artifacts$/ });
  t.match(run, {
    id: begun.id,
    name: 'first',
    experiment: { name: 'pipeline' },
    outcome: { status: 'finished' },
    command: { argv: ['julia', '-q', 'x.jl'], cwd: '.' },
    params: { lr: { value: 0.1 }, depth: { value: 3 } },
    metrics: { loss: { last: 0.5 } },
    tags: { a: 'b' },
    note: 'n',
    lineage: [{ relation: 'child-of', id: parent }],
    problems: [],
  });
  t.match(stderr, /^git-run: recorded first \(\w+\): finished in .*, loss 0\.5\n$/);
});

t.test('a program that ends without a word has failed, and the run says why', async t => {
  const { exitCode, stderr, run } = await written('{"metric":{"loss":0.5}}\n');
  t.equal(exitCode, 0, 'it is recorded');
  t.match(run, {
    outcome: { status: 'failed', exitCode: 1 },
    metrics: { loss: { last: 0.5 } },
    command: { argv: ['git', 'run', 'write'] },
    problems: [{ code: 'no-end' }],
  });
  t.match(stderr, /failed with 1.*\ngit-run: its program said no end/);
});

t.test('an end is as it is told', async t => {
  const { run, stderr } = await written('{"end":{"status":"killed","signal":"SIGINT"}}\n', ['-q']);
  t.same(run.outcome, { status: 'killed', signal: 'SIGINT' });
  t.equal(stderr, '');
});

t.test('what cannot be begun is told before anything is read', async t => {
  const { exitCode, stdout, stderr } = await cli(opened)('write', '--name', 'a:b');
  t.match({ exitCode, stdout, stderr }, { exitCode: 2, stdout: '', stderr: /--name: / });
});

t.test('as a program: Ctrl-C leaves it to the program, and an end needs no closed pipe', async t => {
  const program = builtProgram(t);
  const on = temporaryRepository(t, { files: { a: '1' } });
  const begin = async (name: string) => {
    const started = program.start(on, ['write', '--name', name]);
    await started.until(({ stdout }) => stdout().endsWith('\n'));
    return { started, ...(JSON.parse(started.stdout()) as { id: string; events: string }) };
  };
  const outcomeOf = (id: string) => JSON.parse(on.git('show', `refs/runs/${id}:run.json`)).outcome;

  const first = await begin('first');
  // Both come from a terminal: ours, and that of the git that started us.
  first.started.process.kill('SIGINT');
  first.started.process.kill('SIGINT');
  first.started.process.stdin?.write('{"metric":{"loss":0.5}}\n');
  await content(first.events);
  t.match(await cli(on)('log', '--columns', 'name,status'), { stdout: /first +running/ });
  first.started.process.stdin?.write('{"end":{"status":"finished"}}\n');
  t.match(await first.started.end(), { code: 0, stderr: /recorded first .*finished.*loss 0\.5/ });
  t.match(outcomeOf(first.id), { status: 'finished' });

  const second = await begin('second');
  second.started.process.kill('SIGINT');
  second.started.process.stdin?.end();
  t.equal((await second.started.end()).code, 0);
  t.same(
    outcomeOf(second.id),
    { status: 'killed', signal: 'SIGINT' },
    'what ended its program came here too',
  );
});

t.test('the process of the program is told by its number', async t => {
  const { exitCode, stderr } = await cli(opened)('write', '--pid', 'x');
  t.match({ exitCode, stderr }, { exitCode: 2, stderr: /--pid needs the number of a process/ });
});
