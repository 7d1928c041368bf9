import { spawn } from 'node:child_process';
import t from 'tap';
import { dispatch } from '../../../src/cli/dispatch.ts';
import { cli, worldOf } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const run = cli(bench.on);

async function logged(name: string, parts: readonly string[]): Promise<void> {
  const files = parts.map((text, part) => [`logs/00000${part}.log`, text]);
  await bench.save(bench.run({ name }), { files: storedFiles(Object.fromEntries(files)) });
}

const last = async (name: string, n: number) => (await run('tail', name, '-n', String(n))).stdout;

t.test('the last lines are as many as were asked for, ten where nobody did', async t => {
  const lines = Array.from({ length: 12 }, (_, n) => `line ${n + 1}\n`);
  await logged('twelve', [lines.join('')]);
  t.equal((await run('tail', 'twelve')).stdout, lines.slice(2).join(''));
  t.equal(await last('twelve', 2), 'line 11\nline 12\n');
  t.equal((await run('tail', '-1', 'twelve')).stdout, 'line 12\n');
  t.equal(await last('twelve', 0), '');
  t.equal(await last('twelve', 99), lines.join(''));
});

t.test('lines are counted rightly wherever they begin and end', async t => {
  const cases = [
    ['open', 'a\nb', 1, 'b'],
    ['one-empty', '\n', 1, '\n'],
    ['empties', '\n\n\n', 2, '\n\n'],
    ['first-empty', '\nabc\n', 5, '\nabc\n'],
    ['nothing', '', 3, ''],
  ] as const;
  for (const [name, text, count, expected] of cases) {
    await logged(name, text === '' ? [] : [text]);
    t.equal(await last(name, count), expected, name);
  }
});

t.test('lines go over the parts of a long log', async t => {
  await logged('parts', ['a\nb', 'c\nd\n', 'e\n']);
  t.equal(await last('parts', 1), 'e\n');
  t.equal(await last('parts', 3), 'bc\nd\ne\n');
});

t.test('a run that has ended is not followed', async t => {
  t.equal((await run('tail', '-f', 'parts')).stdout, 'a\nbc\nd\ne\n');
});

t.test('a run that goes on without its recorder is shown as far as it was recorded', async t => {
  const on = await storeBench(t);
  const live = await liveRun(on, on.run({ name: 'orphan' }), { recorder: 2 ** 22 + 1 });
  live.print('so far\n');
  t.match(await cli(on.on)('tail', 'orphan'), { exitCode: 0, stdout: 'so far\n', stderr: '' });
});

t.test('a run whose recorder is killed is not followed for ever', async t => {
  const on = await storeBench(t);
  const recorder = spawn('sleep', ['60'], { stdio: 'ignore' });
  const pid = recorder.pid as number;
  const live = await liveRun(on, on.run(), { recorder: pid, child: pid });
  live.print('so far\n');
  const { world, out, err } = worldOf(on.on);
  const followed = dispatch(world, ['tail', '-f']);
  while (out.length === 0) await new Promise(setImmediate);
  recorder.kill('SIGKILL');
  t.equal(await followed, 0);
  t.equal(Buffer.concat(out).toString(), 'so far\n');
  t.match(Buffer.concat(err).toString(), /^git-run: nobody records this run any more: git run recover\n/);
});

t.test('what is no number is no number of lines', async t => {
  t.match(await run('tail', '-n', 'x'), {
    exitCode: 2,
    stderr: "git-run: -n needs a whole number, not 'x'\n",
  });
});
