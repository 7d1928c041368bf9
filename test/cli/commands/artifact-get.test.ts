import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
const at = (path: string) => join(bench.on.path, path);
await bench.save(bench.run({ name: 'bare' }));
await bench.save(bench.run({ name: 'full' }), {
  files: storedFiles({ 'artifacts/model.pt': 'weights', 'artifacts/plots/loss.svg': '<svg/>' }),
});

t.test('all artifacts are copied into a directory that is made for them', async t => {
  t.match(await run('artifact', 'get', 'full', '--to', 'out/best'), {
    exitCode: 0,
    stdout: '',
    stderr: `git-run: got 2 files (13 B) into ${at('out/best')}\n`,
  });
  t.equal(readFileSync(at('out/best/model.pt'), 'utf8'), 'weights');
  t.equal(readFileSync(at('out/best/plots/loss.svg'), 'utf8'), '<svg/>');
});

t.test("one is copied to where one is, and MLflow's words do too", async t => {
  bench.on.write('sub/x', '');
  await cli(bench.on, { cwd: at('sub') })('artifact', 'get', 'full:model.pt');
  t.same(readdirSync(at('sub')), ['model.pt', 'x']);
  await run('artifact', 'download', 'full:plots', '--dst-path', 'there');
  t.same(readdirSync(at('there/plots')), ['loss.svg']);
  await run('artifact', 'download', '-r', 'full', '-a', 'model.pt', '-d', 'one');
  t.same(readdirSync(at('one')), ['model.pt']);
  t.match(await run('artifact', 'download'), { exitCode: 2, stderr: 'git-run: of which run?' });
});

t.test('no file that is there is overwritten', async t => {
  bench.on.write('mine/model.pt', 'my own');
  t.match(await run('artifact', 'get', 'full', '--to', 'mine'), {
    exitCode: 1,
    stderr: 'git-run: model.pt: it is there already\n  nothing is overwritten',
  });
  t.equal(readFileSync(at('mine/model.pt'), 'utf8'), 'my own');
});

t.test('bytes that are not those that were recorded are refused', async t => {
  const [file] = storedFiles({ 'artifacts/model.pt': 'weights' });
  await bench.save(bench.run({ name: 'bad' }), { files: [{ ...file!, sha256: 'f'.repeat(64) }] });
  t.match(await run('artifact', 'get', 'bad', '--to', 'bad'), {
    exitCode: 1,
    stderr: "git-run: 'model.pt' is not what was recorded: ",
  });
  t.notOk(existsSync(at('bad/model.pt')));
});

t.test('where there is nothing to get, nothing is made', async t => {
  t.match(await run('artifact', 'get', 'bare', '--to', 'none'), {
    exitCode: 0,
    stderr: 'git-run: bare has no artifacts\n',
  });
  t.notOk(existsSync(at('none')));
  t.match(await run('artifact', 'get', 'full:modle.pt'), {
    exitCode: 1,
    stderr: "no artifact 'modle.pt'\n  did you mean 'model.pt'?",
  });
  writeFileSync(at('plain'), '');
  t.match(await run('artifact', 'get', 'full', '--to', 'plain'), { exitCode: 1, stderr: /^git-run: EEXIST/ });
});
