import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
await run('experiment', 'create', 'digits');
await bench.save(bench.run());

t.test('runs are printed, or written to a file', async t => {
  const printed = await run('mlflow', 'experiments', 'csv', '-x', 'digits');
  t.match(printed.stdout, /^run_id,.*\n[^\n]+,FINISHED,[^\n]+\n\n$/);
  const written = await run('mlflow', 'experiments', 'csv', '-x', 'digits', '-o', 'runs.csv');
  t.match(written.stdout, /^Experiment with ID \S+ has been exported as a CSV to file: runs.csv.\n$/);
  t.equal(`${readFileSync(join(bench.on.path, 'runs.csv'), 'utf8')}\n`, printed.stdout);
});
