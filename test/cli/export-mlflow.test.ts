import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { hexOfId } from '../../src/run/hex-id.ts';
import { cli } from '../support/cli.ts';
import { storeBench } from '../support/store-bench.ts';

t.test('all runs are written, those in the trash too, or those that are chosen', async t => {
  const bench = await storeBench(t);
  const run = cli(bench.on);
  const [kept, gone] = [bench.run({ name: 'kept' }), bench.run({ name: 'gone' })];
  for (const one of [kept, gone]) await bench.save(one);
  await run('rm', 'gone');
  const written = (to: string) =>
    readdirSync(join(bench.on.path, to), { recursive: true, encoding: 'utf8' })
      .filter(path => /\/[0-9a-f]{32}$/.test(path))
      .map(path => path.slice(-32));
  t.match(await run('export', 'mlruns', 'all'), {
    exitCode: 0,
    stdout: /^wrote 2 runs of 1 experiment into all\n/,
  });
  t.same(written('all').sort(), [kept, gone].map(({ id }) => hexOfId(id)).sort());
  await run('export', '--mlruns', 'some', 'kept');
  t.same(written('some'), [hexOfId(kept.id)]);
  await run('export', 'mlruns', 'filtered', '--filter', "attributes.name = 'kept'");
  t.same(written('filtered'), [hexOfId(kept.id)]);
  t.match(await run('export', '--mlruns', 'x', '--csv'), {
    exitCode: 2,
    stderr: /--mlruns writes a directory/,
  });
});
