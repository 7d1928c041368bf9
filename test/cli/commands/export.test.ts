import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { canonical } from '../../../src/run/json.ts';
import type { Run } from '../../../src/run/run.ts';
import { entryOf } from '../../../src/store/save.ts';
import { cli } from '../../support/cli.ts';
import { gitServer } from '../../support/git-server.ts';
import { liveRun } from '../../support/live-run.ts';
import { noPython, python } from '../../support/python.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';

const HOUR = 3_600_000;
const bench = await storeBench(t);
const run = cli(bench.on);
const option = { kind: 'option' } as const;
const metric = (last: number) => ({ last, min: 0, max: 1, count: 2, step: 1 });

/** A run so many hours before NOW, with two points of its loss. */
async function ran(name: string, hours: number, changes: Partial<Run>): Promise<void> {
  const line = canonical({ key: 'loss', step: [0, 1], value: [0.1 + 0.2, Number.NaN], time: [1.5, 2] });
  const content = Buffer.from(`${line}\n`);
  const files = [{ path: 'metrics/0.ndjson', ...entryOf(content), content }];
  await bench.save(bench.run({ id: idAt(NOW - hours * HOUR, 'abc'[3 - hours]), name, ...changes }), {
    files,
  });
}

await ran('=cmd()', 3, {
  params: { n: { value: 2n ** 53n + 1n, origin: option }, s: { value: '', origin: option } },
  metrics: { loss: metric(Number.NaN), acc: metric(0.1 + 0.2) },
});
await ran('größe "5", \n', 2, {
  params: { n: { value: 1, origin: option }, s: { value: null, origin: option } },
  metrics: { loss: metric(Number.POSITIVE_INFINITY) },
  tags: { stage: 'dev' },
});
await ran('plain', 1, {
  params: { n: { value: 2, origin: option } },
  metrics: { loss: metric(-0), acc: metric(1) },
});

const COLUMNS = 'name,params.n,params.s,metrics.acc,metrics.loss,tags.stage';

t.test('a row is a run, its columns in their order', async t => {
  const { stdout } = await run('export');
  t.equal(
    stdout.split('\r\n')[0],
    'id,name,experiment,status,exit,started,ended,duration,commit,source,head,branch,dirty,author,host,seed,command,' +
      'note,artifacts,trashed,params.n,params.s,metrics.acc,metrics.loss,tags.stage',
  );
  t.equal(
    (await run('export', '--columns', COLUMNS)).stdout,
    [
      'name,params.n,params.s,metrics.acc,metrics.loss,tags.stage',
      'plain,2,,1,-0,',
      '"größe ""5"", \n",1,,,Infinity,dev',
      '=cmd(),9007199254740993,"",0.30000000000000004,NaN,',
      '',
    ].join('\r\n'),
  );
});

t.test('JSON is an object a line, with what there is', async t => {
  t.equal(
    (await run('export', '--json', '--columns', COLUMNS)).stdout,
    [
      '{"name":"plain","params.n":2,"metrics.acc":1,"metrics.loss":-0.0}',
      '{"name":"größe \\"5\\", \\n","params.n":1,"params.s":null,"metrics.loss":Infinity,"tags.stage":"dev"}',
      '{"name":"=cmd()","params.n":9007199254740993,"params.s":"","metrics.acc":0.30000000000000004,"metrics.loss":NaN}',
      '',
    ].join('\n'),
  );
  const [line = ''] = (await run('export', '--ndjson', '-n', '1')).stdout.split('\n');
  t.match(JSON.parse(line), { name: 'plain', status: 'finished', exit: 0, duration: 12.5, dirty: false });
});

t.test('or a point of a metric', async t => {
  t.equal(
    (await run('export', '--points', 'plain', '--csv')).stdout,
    `id,name,metric,step,value,time\r\n${[0, 1]
      .map(
        step =>
          `${idAt(NOW - HOUR, 'c')},plain,loss,${step},${step ? 'NaN,2' : '0.30000000000000004,1.5'}\r\n`,
      )
      .join('')}`,
  );
  t.equal(
    (await run('export', '--metrics', '-m', 'loss', '--json', '--columns', 'params.n', '-n1')).stdout,
    '{"params.n":2,"metric":"loss","step":0,"value":0.30000000000000004,"time":1.5}\n' +
      '{"params.n":2,"metric":"loss","step":1,"value":NaN,"time":2}\n',
  );
  t.match(await run('export', '--points', '-m', 'los'), {
    stdout: 'id,name,metric,step,value,time\r\n',
    stderr: 'git-run: no run exported has points of los\n',
  });
});

t.test('runs are chosen as in a list, or named', async t => {
  const names = async (...words: string[]) =>
    (await run('export', '--columns', 'name', ...words)).stdout.split('\r\n').slice(1, -1);
  t.same(await names('--filter', 'params.n = 2'), ['plain']);
  t.same(await names('--sort', 'params.n', '-n', '1'), ['"größe ""5"", \n"']);
  t.same(await names('--best', 'metrics.acc'), ['plain']);
  t.same(await names('=cmd()', '@'), ['=cmd()', 'plain']);
  t.match(await run('export', 'plain', '-n', '1'), {
    exitCode: 2,
    stderr: /name runs, or have --max-count choose them/,
  });
  t.match(await run('export', '--csv', '--json'), { exitCode: 2, stderr: /--csv or --json/ });
  t.match(await run('export', '-m', 'loss'), { exitCode: 2, stderr: /with --points/ });
});

t.test('a file says by its name what it is, and is not touched where the wish is wrong', async t => {
  const file = join(bench.on.home, 'runs.jsonl');
  t.same(await run('export', '-o', file, '--columns', 'name', '-n1'), {
    ...{ exitCode: 0, stdout: '', stderr: '', bytes: Buffer.alloc(0) },
  });
  t.equal(readFileSync(file, 'utf8'), '{"name":"plain"}\n');
  t.match(await run('export', '-o', file, '--filter', 'nonsense'), { exitCode: 2 });
  t.match(await run('export', '-o', file, '--columns', 'nmae'), { exitCode: 2 });
  t.equal(readFileSync(file, 'utf8'), '{"name":"plain"}\n');
});

t.test('a remote is exported as a repository is', async t => {
  const server = await gitServer(t, dirname(bench.on.path), bench.on.env);
  const remote = ['--remote', `${server.url}/repository/.git`];
  t.equal((await run('export', ...remote)).stdout, (await run('export')).stdout);
  t.equal((await run('export', '--points', ...remote)).stdout, (await run('export', '--points')).stdout);
});

t.test('a run in progress is a row, and has no points', async t => {
  const other = await storeBench(t);
  await liveRun(other, other.run({ name: 'going' }));
  t.equal(
    (await cli(other.on)('export', '--columns', 'name,status,ended')).stdout,
    'name,status,ended\r\ngoing,running,\r\n',
  );
  t.equal((await cli(other.on)('export', '--points', '--json')).stdout, '');
});

const files = ['runs.csv', 'runs.json', 'points.csv', 'points.json'];
for (const file of files) {
  const points = file.startsWith('points') ? ['--points', '--columns', 'name'] : [];
  await run('export', '-o', join(bench.on.home, file), ...points);
}

t.test('pandas reads what is written', { skip: noPython('pandas') }, async t => {
  const read = (what: string) =>
    python(bench.on.home, `import json, pandas as pd\nd = ${what}\nprint(json.dumps(${SEEN}))`);
  const SEEN =
    '[[repr(d[c].tolist()[i]) for i in range(3)] for c in ("name", "params.n", "metrics.acc", "metrics.loss")]';
  const names = ["'plain'", `'größe "5", \\n'`, "'=cmd()'"];
  const integers = ['2', '1', '9007199254740993'];
  const floats = ['1.0', 'nan', '0.30000000000000004'];
  const losses = ['-0.0', 'inf', 'nan'];
  t.same(read('pd.read_csv("runs.csv", float_precision="round_trip")'), [names, integers, floats, losses]);
  t.same(read('pd.read_json("runs.json", lines=True, precise_float=True)'), [
    names,
    integers,
    floats,
    losses,
  ]);
  t.same(
    python(
      bench.on.home,
      'import json, pandas as pd\n' +
        'd = pd.read_csv("points.csv", float_precision="round_trip")\n' +
        'e = pd.read_json("points.json", lines=True, precise_float=True)\n' +
        'print(json.dumps([list(d.columns), len(d), d.equals(e[d.columns]), list(map(str, d.dtypes))[2:]]))',
    ),
    [['name', 'metric', 'step', 'value', 'time'], 6, true, ['int64', 'float64', 'float64']],
  );
});

t.test('who forgets where to is asked for it', async t => {
  t.match(await run('export', 'mlflow'), {
    exitCode: 2,
    stderr: 'git-run: <url> is missing\n  git run export mlflow <url>\n',
  });
  t.match(await run('export', 'mlruns'), { exitCode: 2, stderr: '<directory> is missing' });
});

t.test('DuckDB reads what is written', { skip: noPython('duckdb') }, async t => {
  const read = (from: string) =>
    python(
      bench.on.home,
      `import json, duckdb\nr = duckdb.sql('''select name, "params.n", "params.s", "metrics.acc", "metrics.loss", "tags.stage" from ${from}''')\n` +
        'print(json.dumps([list(map(str, r.types)), [list(map(repr, row)) for row in r.fetchall()]]))',
    );
  const rows = (empty: string) => [
    ["'plain'", '2', 'None', '1.0', '-0.0', 'None'],
    [`'größe "5", \\n'`, '1', 'None', 'None', 'inf', "'dev'"],
    ["'=cmd()'", '9007199254740993', empty, '0.30000000000000004', 'nan', 'None'],
  ];
  const types = ['VARCHAR', 'BIGINT', 'VARCHAR', 'DOUBLE', 'DOUBLE', 'VARCHAR'];
  t.same(read("read_csv('runs.csv', allow_quoted_nulls=false)"), [types, rows("''")]);
  t.same(read("read_json_auto('runs.json')"), [types, rows("''")]);
  t.same(
    python(
      bench.on.home,
      'import json, duckdb\n' +
        `q = "select count(*), count(distinct name), max(step), sum(time) from "\n` +
        `print(json.dumps([duckdb.sql(q + f).fetchall() for f in ("'points.csv'", "'points.json'")]))`,
    ),
    [[[6, 3, 1, 10.5]], [[6, 3, 1, 10.5]]],
  );
});
