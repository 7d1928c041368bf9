import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { paramOfText } from '../../../src/run/param.ts';
import type { Lineage } from '../../../src/run/run.ts';
import { runRef } from '../../../src/run/run-ref.ts';
import { createExperiment } from '../../../src/store/experiments.ts';
import { cli } from '../../support/cli.ts';
import { gitServer } from '../../support/git-server.ts';
import { liveRun } from '../../support/live-run.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

const HOUR = 3_600_000;
const bench = await storeBench(t);
const run = cli(bench.on);

/** A run so many hours before NOW. */
async function ran(name: string, hours: number, acc: number, changes: object = {}): Promise<void> {
  const time = NOW - hours * HOUR;
  const metrics = { acc: { last: acc, min: 0, max: acc, count: 2, step: 1 } };
  const params = { lr: paramOfText(`0.0${acc * 10}`, { kind: 'option' }) };
  const times = { started: new Date(time).toISOString(), ended: new Date(time + 1000).toISOString() };
  await bench.save(bench.run({ id: idAt(time, name[0]), name, ...times, metrics, params, ...changes }));
}

await createExperiment({ repository: bench.repository, author: AUTHOR, now: NOW }, { name: 'letters' });
await ran('alpha', 50, 0.7);
await ran('beta', 20, 0.9, { outcome: { status: 'failed', exitCode: 3 } });
await ran('gamma', 2, 0.8, { experiment: { id: 'y'.repeat(26), name: 'letters' }, tags: { stage: 'dev' } });
await ran('delta', 1, 0.6);
await run('rm', 'delta');

/** The names that are listed, in order. */
async function names(...words: string[]): Promise<string[]> {
  const { stdout } = await run('log', ...words, '--json');
  return JSON.parse(stdout).runs.map(({ name }: { name: string }) => name);
}

t.test('runs are listed newest first, those in the trash apart', async t => {
  t.same(await names(), ['gamma', 'beta', 'alpha']);
  t.same(await names('--trashed'), ['delta']);
});

t.test('a filter asks for anything that is known of a run', async t => {
  t.same(await names('--filter', 'metrics.acc > 0.75'), ['gamma', 'beta']);
  t.same(await names('--filter', "not status = failed and experiment = 'digits'"), ['alpha']);
  t.same(await names('--filter', 'metrics.acc > 0.75', '--filter', 'has:tags.stage'), ['gamma']);
  t.same(await names('--filter', "started > '1 day ago' or params.lr < 0.075", '-n', '1'), ['gamma']);
  t.same(await names('--filter', "author like '%ada@%'", '--sort', 'metrics.acc', '-n', '1'), ['beta']);
});

t.test('inputs are read where a filter asks for them', async t => {
  const inputs = [
    {
      path: 'data/train.csv',
      size: 3,
      sha256: 'ab'.repeat(32),
      method: 'sha256' as const,
      declared: 'option' as const,
    },
  ];
  const known = await storeBench(t);
  await known.save(known.run({ name: 'fed' }), { inputs });
  const { stdout } = await cli(known.on)('log', '--filter', "inputs.digest = 'abababab'", '--oneline');
  t.match(stdout, / fed /);
});

t.test('a filter that finds nothing says which of its keys no run has', async t => {
  t.match(await run('log', '--filter', 'metrics.ac > 0 and params.lr > 0'), {
    exitCode: 0,
    stdout: '',
    stderr: 'git-run: no run fits\n  no run has metrics.ac; there is metrics.acc\n',
  });
  t.match(await run('log', '--filter', 'metrics.acc > high'), {
    exitCode: 2,
    stderr: /column 15: 'high' is no number\n {2}metrics\.acc > high\n {16}\^\^\^\^\n/,
  });
});

t.test('groups have figures, and the best of each is found', async t => {
  t.equal(
    (await run('log', '--group-by', 'experiment', '--agg', 'metrics.acc:max,n')).stdout,
    'experiment  acc max  n\ndigits          0.9  2\nletters         0.8  1\n',
  );
  t.match(await run('log', '--group-by', 'status', '--md'), {
    stdout: '| status   |   n |\n| -------- | --: |\n| failed   |   1 |\n| finished |   2 |\n',
  });
  t.same(await names('--best', 'metrics.acc', '--per', 'experiment'), ['beta', 'gamma'], 'the best first');
  t.same(await names('--best', 'metrics.acc'), ['beta']);
  t.match(
    (await run('log', '--group-by', 'status', '--agg', 'metrics.ac')).stderr,
    'no run listed has metrics.ac; there is metrics.acc\n',
  );
  t.match(
    (await run('log', '--columns', 'name,metrics.ac')).stderr,
    'git-run: no run listed has metrics.ac; there is metrics.acc\n',
  );
  t.match(
    (await run('log', '--best', 'metrics.ac')).stderr,
    'git-run: no run listed has metrics.ac; there is metrics.acc\n',
  );
  t.match(await run('log', '--per', 'status'), { exitCode: 2, stderr: /--per needs --best/ });
  t.match(await run('log', '--agg', 'metrics.acc'), { exitCode: 2, stderr: /--agg needs --group-by/ });
  t.match(await run('log', '--md', '--csv'), { exitCode: 2, stderr: /--csv or --md, not both/ });
});

t.test('a list can be pasted into a document', async t => {
  t.equal(
    (await run('log', '--columns', 'name,metrics.acc', '-n', '1', '--md')).stdout,
    '| name  | acc |\n| ----- | --: |\n| gamma | 0.8 |\n',
  );
  t.match((await run('log', '--columns', 'name', '--latex')).stdout, /^\\begin\{tabular\}\{l\}\n/);
});

t.test('a list is a table of what tells its runs apart', async t => {
  const { stdout } = await run('log', '-n', '2');
  t.equal(
    stdout,
    'id        name   experiment  status    started          duration    lr  acc  tags\n' +
      '0000000g  gamma  letters     finished  2 h ago              1.0s  0.08  0.8  stage=dev\n' +
      '0000000b  beta   digits      failed 3  yesterday 18:00      1.0s  0.09  0.9\n',
  );
});

t.test('a key to sort by that no run has is said, and does not stop the list', async t => {
  const { exitCode, stderr } = await run('log', '--sort', 'metrics.accuracy', '-n', '1');
  t.equal(exitCode, 0);
  t.equal(stderr, 'git-run: not sorted by metrics.accuracy: no run listed has it\n');
  t.equal((await run('log', '--sort', 'metrics.acc')).stderr, '');
});

t.test('runs are chosen by number, time, experiment and status', async t => {
  t.same(await names('-n', '1'), ['gamma']);
  t.same(await names('-2'), ['gamma', 'beta']);
  t.same(await names('-n0'), []);
  t.same(await names('--since', '1 day ago'), ['gamma', 'beta']);
  t.same(await names('--until', 'yesterday'), ['beta', 'alpha']);
  t.same(await names('--since', '2026-11-01', '--until', '2026-11-01'), ['beta']);
  t.same(await names('--after', '3h'), ['gamma']);
  t.same(await names('-e', 'letters'), ['gamma']);
  t.same(await names('--experiment-name', 'digits'), ['beta', 'alpha']);
  t.same(await names('--status', 'failed'), ['beta']);
  t.same(await names('--status', 'failed', '--status', 'finished', '-e', 'digits'), ['beta', 'alpha']);
});

t.test('they are sorted first, and then counted', async t => {
  t.same(await names('--sort', 'metrics.acc'), ['beta', 'gamma', 'alpha']);
  t.same(await names('--sort', '-metrics.acc', '-n', '1'), ['beta']);
  t.same(await names('--sort', 'metrics.acc asc'), ['alpha', 'gamma', 'beta']);
  t.same(await names('--sort', 'experiment', '--sort', 'name'), ['alpha', 'beta', 'gamma']);
});

t.test('columns are what is asked for', async t => {
  t.equal(
    (await run('log', '--columns', 'name,params.lr,tags.stage')).stdout,
    'name     lr  stage\ngamma  0.08  dev\nbeta   0.09\nalpha  0.07\n',
  );
  t.match(await run('log', '--columns', 'nmae'), {
    exitCode: 2,
    stderr: /no field 'nmae'; did you mean name/,
  });
});

t.test('other programs get CSV, and JSON of a version', async t => {
  const { stdout } = await run('log', '--columns', 'name,metrics.acc', '--csv');
  t.equal(stdout.replaceAll('\r', ''), 'name,metrics.acc\ngamma,0.8\nbeta,0.9\nalpha,0.7\n');
  const json = JSON.parse((await run('log', '--json')).stdout);
  t.match(json, {
    version: 1,
    runs: [{ name: 'gamma', experiment: 'letters', status: 'finished', tags: { stage: 'dev' } }, {}, {}],
  });
  t.same(JSON.parse((await run('log', '--json', '-e', 'letters', '--status', 'lost')).stdout), {
    version: 1,
    runs: [],
  });
});

t.test('a line for each run is for eyes in a hurry', async t => {
  t.equal(
    (await run('log', '--oneline')).stdout,
    '0000000g gamma finished acc=0.8\n0000000b beta failed 3 acc=0.9\n0000000a alpha finished acc=0.7\n',
  );
});

t.test('a line can be after a template of your own', async t => {
  t.equal(
    (
      await run(
        'log',
        '--format',
        '%(id:short) %(align:6)%(name)%(end)%(metrics.acc:%.2f) %(color:red)%(tags.stage)',
      )
    ).stdout,
    '0000000g gamma 0.80 dev\n0000000b beta  0.90 \n0000000a alpha 0.70 \n',
  );
  t.equal((await run('log', '--format=%(name)', '-z')).stdout, 'gamma\0beta\0alpha\0');
  t.equal(
    (await run('log', '--format', '%(metrics.ac)', '-n1')).stderr,
    'git-run: no run listed has metrics.ac; there is metrics.acc\n',
  );
  t.match(await run('log', '--format', '%(id) %(nmae)'), {
    exitCode: 2,
    stdout: '',
    stderr:
      "git-run: format, column 7: there is no field 'nmae'\n  %(id) %(nmae)\n        ^^^^^^^\n  did you mean '%(name)'?\n",
  });
  t.match(await run('log', '--json', '-z'), {
    exitCode: 2,
    stderr: /-z goes with --oneline, --format, --porcelain/,
  });
});

t.test('scripts get lines that never change', async t => {
  const { stdout } = await run('log', '--porcelain=v1', '-n', '2');
  t.match(
    stdout,
    /^[0-9a-z]{26}\tfinished\t0\t2026-11-02T12:00:00\.000Z\t2026-11-02T12:00:01\.000Z\t[0-9a-f]{40}\tletters\tgamma\n.*\tbeta\n$/,
  );
  t.equal((await run('log', '--porcelain', '-n', '2')).stdout, stdout);
  t.equal(
    (await run('log', '--columns', 'name,metrics.acc,tags.stage', '--porcelain', '-z')).stdout,
    'gamma\t0.8\tdev\0beta\t0.9\t-\0alpha\t0.7\t-\0',
  );
  t.match(await run('log', '--porcelain=v9'), {
    exitCode: 2,
    stderr: /there is --porcelain=v1, and no 'v9'/,
  });
});

t.test(
  'a graph tells which run came from which, and what has become of those that are not listed',
  async t => {
    const known = await storeBench(t);
    const from = (relation: Lineage['relation'], id: string): Lineage => ({
      relation,
      id: id as Lineage['id'],
    });
    const save = (name: string, hours: number, ...lineage: Lineage[]) =>
      known.save(known.run({ id: idAt(NOW - hours * HOUR, name[0]), name, lineage }));
    const id = (name: string, hours: number) => idAt(NOW - hours * HOUR, name[0]);
    await save('base', 9);
    await save('discarded', 8);
    await save('child', 7, from('child-of', id('base', 9)));
    await save('again', 6, from('rerun-of', id('base', 9)));
    await save(
      'final',
      5,
      from('rerun-of', id('discarded', 8)),
      from('continued-from', idAt(NOW - HOUR, '9')),
    );
    const look = cli(known.on);
    await look('rm', 'discarded');
    t.equal(
      (await look('log', '--graph', '--oneline')).stdout,
      [
        '* 0000000f final finished acc=0.9722',
        '|\\',
        'o | 0000000d discarded (in the trash)',
        ' /',
        'x 00000009 (not here)',
        '* 0000000a again finished acc=0.9722',
        '| * 0000000c child finished acc=0.9722',
        '|/',
        '* 0000000b base finished acc=0.9722',
        '',
      ].join('\n'),
    );
    t.equal(
      (await look('log', '--graph', '-n', '3', '--columns', 'name,metrics.acc')).stdout,
      [
        '    name      acc',
        '*   final  0.9722',
        '|\\',
        'o | 0000000d discarded (in the trash)',
        ' /',
        'x   00000009 (not here)',
        '*   again  0.9722',
        '| * child  0.9722',
        '|/',
        'o   0000000b base (not listed)',
        '',
      ].join('\n'),
    );
    t.match(await look('log', '--graph', '--sort', 'name'), {
      exitCode: 2,
      stderr: /--graph has its own order/,
    });
    t.match(await look('log', '--graph', '--group-by', 'name'), { exitCode: 2, stderr: /not of groups/ });
  },
);

t.test('an empty list says why it is empty, and ends well', async t => {
  t.match(await run('log', '--status', 'lost'), {
    exitCode: 0,
    stdout: '',
    stderr: 'git-run: no run fits\n',
  });
  t.match(await run('log', '-e', 'leters'), {
    exitCode: 1,
    stdout: '',
    stderr: "git-run: no experiment 'leters'\n  did you mean 'letters'?\n",
  });
});

t.test('what makes no sense is told so', async t => {
  t.match(await run('log', '-n', 'x'), {
    exitCode: 2,
    stderr: "git-run: -n needs a whole number, not 'x'\n",
  });
  t.match(await run('log', '--status', 'done'), {
    exitCode: 2,
    stderr: "git-run: no status 'done'; there are running, finished",
  });
  t.match(await run('log', '--since', 'soon'), { exitCode: 2, stderr: "git-run: no date 'soon'; try" });
});

t.test('on a terminal a long list goes through the pager, in colours', async t => {
  const shown = join(bench.on.home, 'shown');
  const env = { GIT_PAGER: `cat > ${shown}` };
  const terminal = { columns: 60, rows: 4 };
  const onTerminal = cli(bench.on, { terminal, env });
  t.equal((await onTerminal('log')).stdout, '');
  const text = readFileSync(shown, 'utf8');
  t.match(text, '\x1b[33m0000000g\x1b[39m');
  t.match((await onTerminal('log', '--no-pager')).stdout, 'gamma');
  t.notMatch((await cli(bench.on, { terminal, env: { NO_COLOR: '1' } })('log', '--no-pager')).stdout, '\x1b');
});

t.test('a run in progress is listed, and one that is damaged passed over', async t => {
  const other = await storeBench(t);
  await liveRun(
    other,
    other.run({ id: idAt(NOW, 'z'), name: 'going', started: new Date(NOW - 5000).toISOString() }),
  );
  await other.save(other.run({ id: idAt(NOW - HOUR, 'f'), name: 'fine' }));
  other.on.git('update-ref', runRef(idAt(NOW - 1000, 'b')), 'HEAD');
  const { exitCode, stdout, stderr } = await cli(other.on)('log', '--columns', 'name,status,duration');
  t.equal(stdout, 'name   status    duration\ngoing  running       5.0s\nfine   finished       13s\n');
  t.match(
    stderr,
    /^git-run: passed over [0-9a-z]{26}: commit [0-9a-f]{40} is damaged: it holds no run.json\n$/,
  );
  t.equal(exitCode, 0);
});

t.test('a remote is listed as a repository is, and runs in progress here are not in it', async t => {
  const server = await gitServer(t, dirname(bench.on.path), bench.on.env);
  const remote = `${server.url}/repository/.git`;
  t.same(await run('log', '--status', 'failed', '--remote', remote), await run('log', '--status', 'failed'));
  await liveRun(bench, bench.run({ name: 'going' }));
  t.match((await run('log')).stdout, 'going');
  t.notMatch((await run('log', '--remote', remote)).stdout, 'going');
  t.match(await run('log', '--status', 'lost', '--remote', remote), {
    exitCode: 0,
    stderr: 'git-run: no run fits\n',
  });
  bench.on.git('config', 'uploadpack.hideRefs', 'refs/runs');
  t.same(await run('log', '--remote', remote.replace('//', '//ada:pw@')), {
    exitCode: 0,
    stdout: '',
    stderr: `git-run: no runs at ${remote}\n`,
    bytes: Buffer.alloc(0),
  });
});
