import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
await bench.save(bench.run(), { files: storedFiles({ 'artifacts/figures/a.svg': '<svg/>' }) });
const mlflow = (...words: string[]) => run('mlflow', 'artifacts', ...words);

t.test('where nobody says where, a directory is made and its name printed', async t => {
  const { stdout } = await mlflow('download', '-r', '@', '-a', 'figures');
  t.teardown(() => rmSync(dirname(stdout.trim()), { recursive: true }));
  t.match(stdout, /^\n.*figures\n$/);
  t.equal(readFileSync(join(stdout.trim(), 'a.svg'), 'utf8'), '<svg/>');
});

t.test('an address is as good as a run and a path', async t => {
  await mlflow('download', '-u', 'runs:/swift-otter/figures/a.svg', '-d', 'out');
  t.equal(readFileSync(join(bench.on.path, 'out/figures/a.svg'), 'utf8'), '<svg/>');
  t.match(await mlflow('download', '-u', 's3://x/y', '-d', 'out'), {
    exitCode: 1,
    stderr: "'s3://x/y' is not",
  });
});

t.test('no file that is there is overwritten', async t => {
  bench.on.write('mine/figures/a.svg', 'my own');
  t.match(await mlflow('download', '-r', '@', '-d', 'mine'), { exitCode: 1, stderr: 'it is there already' });
  t.equal(readFileSync(join(bench.on.path, 'mine/figures/a.svg'), 'utf8'), 'my own');
});
