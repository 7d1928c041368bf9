import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { FOREIGN } from '../../support/mlruns-bench.ts';
import { writeStore } from '../../support/mlruns-store.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const FIRST = '5eed000000009e3779b97f4a7c15f39c';

t.test('an imported run answers to its MLflow id in every command', async t => {
  const on = temporaryRepository(t);
  const run = cli(on);
  t.match(await run('import', 'mlruns', FOREIGN, '-n', '--json'), {
    exitCode: 0,
    stdout: /"dryRun":\s*true/,
  });
  t.match(await run('import', 'mlruns', FOREIGN), { exitCode: 0, stdout: /^imported 7 runs/ });
  t.match(await run('show', FIRST), { exitCode: 0, stdout: /^first {2}finished\n/ });
  t.match(await run('show', FIRST.toUpperCase()), { exitCode: 0 });
  t.match(await run('log', '--filter', `tags.mlflow.runId = '${FIRST}'`, '--porcelain'), { stdout: /first/ });
  t.match(await run('artifact', 'cat', `${FIRST}:report.txt`), { stdout: 'all well\n' });
  t.match(await run('tag', FIRST, 'best=1'), { exitCode: 0 });
  t.match(await run('rerun', FIRST, '--trust'), { exitCode: 1, stderr: /lacks its command/ });
  t.match(await run('show', 'f'.repeat(32)), { exitCode: 1, stderr: /no run/ });
});

t.test('losses are named, and the exit status tells', async t => {
  const on = temporaryRepository(t);
  const store = writeStore(join(on.home, 'mlruns'), 1, 2);
  writeFileSync(join(store, '1/meta.yaml'), '');
  t.match(await cli(on)('import', 'mlruns', store), {
    exitCode: 1,
    stdout: /1\/meta\.yaml makes no sense: it is empty/,
  });
  t.match(await cli(on)('import', 'mlruns', 'none'), { exitCode: 2, stderr: /none is no file store/ });
});

t.test('who has to wait sees how far it is', async t => {
  const on = temporaryRepository(t);
  const store = writeStore(join(on.home, 'mlruns'), 200, 1);
  const { stderr } = await cli(on, { patience: 1 })('import', 'mlruns', store);
  t.match(stderr, /reading runs \(200\)/);
});
