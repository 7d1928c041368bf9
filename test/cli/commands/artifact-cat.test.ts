import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
const BYTES = Buffer.from([0, 255, 27, 10, 13]);
await bench.save(bench.run({ name: 'full' }), {
  files: storedFiles({ 'artifacts/bytes': BYTES, 'artifacts/plots/a': 'a', 'artifacts/plots/b': 'b' }),
});

t.test('a file comes as it is', async t => {
  t.same((await run('artifact', 'cat', '@:bytes')).bytes, BYTES);
});

t.test('a terminal is spared what would harm it', async t => {
  const onTerminal = cli(bench.on, { terminal: { columns: 80, rows: 24 } });
  t.notMatch((await onTerminal('artifact', 'cat', '@:bytes')).stdout, '\x1b');
});

t.test('several files, or none, are not printed', async t => {
  const instead = '  git run artifact list full\n';
  t.match(await run('artifact', 'cat', '@:plots'), {
    exitCode: 2,
    stdout: '',
    stderr: `git-run: '@:plots' names 2 files, cat prints one\n${instead}`,
  });
  t.match(await run('artifact', 'cat', '@:no'), {
    exitCode: 1,
    stderr: `git-run: run full has no artifact 'no'\n${instead.trimEnd()} shows them all\n`,
  });
});

t.test('a file that is not what was recorded is told so', async t => {
  const [file] = storedFiles({ 'artifacts/model': 'x' });
  await bench.save(bench.run({ name: 'bad' }), { files: [{ ...file!, sha256: 'f'.repeat(64) }] });
  t.match(await run('artifact', 'cat', 'bad:model'), {
    exitCode: 1,
    stdout: 'x',
    stderr: "git-run: 'model' is not what was recorded",
  });
});
