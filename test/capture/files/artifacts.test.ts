import { symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { artifacts } from '../../../src/capture/files/artifacts.ts';
import { captureContext } from '../../support/capture-context.ts';
import { leftBy, put } from '../../support/ended-job.ts';

t.test('what the job wrote into its directory is kept', async t => {
  const job = captureContext(t);
  const file = put(job.live, 'artifacts/model/a.pt', 'x');
  const { findings } = await leftBy(artifacts, job);
  t.same(findings, { artifacts: [{ path: 'model/a.pt', file }], problems: [] });
});

t.test('outputs are kept if they are of this run', async t => {
  const job = captureContext(t, { settings: { outputs: ['out/**', 'plot.png'] } });
  const file = put(job.workTree, 'out/new.pt', 'x');
  utimesSync(file, 1, 1);
  put(job.workTree, 'other.pt');
  t.same(
    (await leftBy(artifacts, job)).findings.artifacts,
    [{ path: 'out/new.pt', file }],
    'an old mtime, put there now',
  );
  const later = { started: Date.now() + 3_600_000 };
  t.same((await leftBy(artifacts, job, later)).findings, { artifacts: [], problems: [] });
});

t.test('of two files of one name the one in the directory is kept', async t => {
  const job = captureContext(t, { settings: { outputs: ['out'] } });
  const file = put(job.live, 'artifacts/out/a');
  put(job.workTree, 'out/a');
  t.same((await leftBy(artifacts, job)).findings.artifacts, [{ path: 'out/a', file }]);
});

t.test('what is not kept is said, the rest is kept', async t => {
  const job = captureContext(t, { settings: { outputs: ['../home/*', 'out'] } });
  put(job.workTree, '../home/x');
  put(job.workTree, 'out/a');
  for (let index = 0; index < 30; index++) symlinkSync('/etc/passwd', join(job.workTree, `out/link${index}`));
  const { artifacts: kept, problems } = (await leftBy(artifacts, job)).findings;
  t.same(
    kept?.map(({ path }) => path),
    ['out/a'],
  );
  t.equal(problems?.length, 20);
  t.match(problems?.[0], { code: 'artifact-not-kept', message: /it is absolute/ });
});

t.test('a job that left nothing has no artifacts', async t => {
  t.same((await leftBy(artifacts, captureContext(t))).findings, { artifacts: [], problems: [] });
});
