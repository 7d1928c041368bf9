import { basename, dirname } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { gitServer } from '../../support/git-server.ts';
import { recordingBench } from '../../support/recording.ts';

const bench = await recordingBench(t, { files: { a: '' } });
const event = (step: number, loss: number) =>
  `echo '{"metric":{"loss":${loss},"acc":${1 - loss}},"step":${step}}' >> "$GIT_RUN_EVENTS"`;
for (const name of ['first', 'second'])
  await bench.sh([0, 1, 2, 3].map(step => event(step, 0.8 / (step + 1))).join('; '), { name });
await bench.sh('true', { name: 'silent' });
const run = cli(bench.on, { now: Date.now });

t.test('curves of several runs lie one over the other', async t => {
  const { stdout, exitCode } = await run('plot', 'first', 'second', '-m', 'loss', '--width', '40');
  t.equal(exitCode, 0);
  t.match(
    stdout,
    /^loss {2}lower is better, by its name\n● first {3}last 0\.2, best 0\.2 of 4\n● second {2}last 0\.2/,
  );
  t.match(stdout, /┤[\u2801-\u28ff]/);
  t.match(stdout, /0 +1 +2 +step?\n$|step\n$/);
  t.ok(stdout.split('\n').every(line => line.length <= 40));
});

t.test('without a wish all that most runs have is drawn', async t => {
  const { stdout } = await run('plot', 'first', '--x', 'relative', '--smooth', '0.5');
  t.match(stdout, /^loss /m);
  t.match(stdout, /^acc /m);
  t.match(stdout, /seconds\n/);
  t.match(
    (await run('plot', 'first', '--x', 'time', '-m', 'loss')).stderr,
    'git-run: the points of loss in first name no time: give each event a "time", or plot over step\n',
  );
});

t.test('runs are chosen as lists choose them', async t => {
  const { stdout } = await run('plot', '--filter', 'metrics.loss < 1', '-m', 'loss');
  t.match(stdout, /● second .*\n● first /);
});

t.test('runs are drawn against each other', async t => {
  const scatter = await run('plot', '-n', '9', '--scatter', 'duration,metrics.loss', '--color', 'name');
  t.match(scatter.stdout, /^metrics\.loss against duration \(s\) {2}2 runs\nname: ● first {2}▲ second/);
  t.match(
    (await run('plot', '-n', '9', '--histogram', 'metrics.loss')).stdout,
    /^metrics\.loss {2}of 2 runs\n/,
  );
  t.match(await run('plot', '-n', '9', '--parallel', 'auto'), { exitCode: 2, stderr: /add --html FILE/ });
  const unknown = await run('plot', '-n', '9', '--histogram', 'params.none');
  t.match(unknown.stderr, 'git-run: no run listed has params.none\n');
});

t.test('runs of a server are drawn without a clone', async t => {
  const server = await gitServer(t, dirname(bench.on.path), bench.on.env);
  const remote = `${server.url}/${basename(bench.on.path)}/.git`;
  const { stdout } = await run('plot', '-n', '9', '-m', 'loss', '--remote', remote);
  t.equal(stdout, (await run('plot', '-n', '9', '-m', 'loss')).stdout);
});

t.test('what cannot be drawn is said', async t => {
  t.match(await run('plot', 'silent'), {
    exitCode: 0,
    stdout: '',
    stderr: 'git-run: the run has no metrics\n',
  });
  t.match(await run('plot', 'first', '-m', 'los'), {
    exitCode: 2,
    stderr: /no metric 'los' here; did you mean loss\?/,
  });
  t.match(await run('plot', 'first', '--x', 'epoch'), {
    exitCode: 2,
    stderr: /--x is one of step, relative, time/,
  });
  for (const weight of ['1', '-1', 'much', ''])
    t.match(await run('plot', 'first', '--smooth', weight), { exitCode: 2 }, weight);
  t.match(await run('plot', 'first', '--every', '0'), {
    exitCode: 2,
    stderr: /--every needs a whole number/,
  });
});

t.test('what a job took is drawn where it is named, and is no metric', async t => {
  const until = 'grep -qs memory "$(dirname "$GIT_RUN_EVENTS")/resources"';
  for (const name of ['long', 'longer'])
    await bench.sh(`${event(0, 0.5)}; until ${until}; do sleep 0.05; done`, { name });
  const { stdout } = await run('plot', 'long', 'longer', '-m', 'system/memory', '--width', '40');
  t.match(stdout, /^system\/memory {2}bytes\n● long {4}last \d+, most \d+ of \d\n● longer /);
  t.match(stdout, /seconds\n$/);
  const server = await gitServer(t, dirname(bench.on.path), bench.on.env);
  const remote = ['--remote', `${server.url}/${basename(bench.on.path)}/.git`];
  const there = await run('plot', 'long', 'longer', '-m', 'system/memory', '--width', '40', ...remote);
  t.equal(there.stdout, stdout, 'also without a clone');
  for (const [words, has] of [
    [['plot', 'long'], false],
    [['show', '--metrics', 'long'], false],
    [['show', '--json', 'long'], false],
    [['log', '--json', '-n', '1'], false],
    [['diff', 'long', 'longer'], false],
    [['export', 'long'], false],
    [['export', '--points', 'long'], false],
    [['export', '--points', '-m', 'system/memory', 'long'], true],
  ] as const)
    t.equal(/system\//.test((await run(...words)).stdout), has, words.join(' '));
  t.match((await run('rerun', 'long', '--trust')).stdout, 'all 2 metrics came out the same\n');
  t.match(await run('plot', 'first', '-m', 'system/cpu'), {
    exitCode: 2,
    stderr: /^git-run: no points of 'system\/cpu' here: /,
  });
  t.match(await run('fsck'), { exitCode: 0 });
});
