import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { journals } from '../../../src/doctor/checks/journals.ts';
import { spoolDirectory } from '../../../src/record/live.ts';
import { newRunId } from '../../../src/store/new-id.ts';
import { liveRun } from '../../support/live-run.ts';
import { storeBench } from '../../support/store-bench.ts';

const GONE = { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 };

t.test('what interrupted runs left behind is told, with what makes runs of it', async t => {
  const bench = await storeBench(t);
  const { on, repository } = bench;
  const look = () => journals.look({ cwd: on.path, env: on.env, now: Date.now(), repository });
  t.match(await look(), [{ state: 'ok', message: 'none' }]);
  await liveRun(bench, bench.run());
  t.match(await look(), [{ state: 'ok', message: '1 of runs that are going' }]);
  await liveRun(bench, bench.run(), GONE);
  const damaged = await liveRun(bench, bench.run(), GONE);
  writeFileSync(join(damaged.path, 'plan.json'), '{');
  on.git('update-ref', `refs/run-live/${newRunId(1)}`, 'HEAD');
  mkdirSync(join(spoolDirectory(on.env), newRunId(2)), { recursive: true });
  t.match(await look(), [
    { state: 'warning', message: '1 of interrupted runs', remedy: ['git run recover'] },
    { state: 'problem', message: new RegExp(`^${damaged.path}: plan.json in its journal is damaged`) },
    { state: 'warning', message: '1 refs/run-live of runs that are gone' },
    { state: 'warning', message: /^1 in .*spool of other repositories$/ },
  ]);
});
