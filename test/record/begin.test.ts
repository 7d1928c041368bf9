import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { begin, contextOf, openJournal } from '../../src/record/begin.ts';
import { readPlan, readRecorder } from '../../src/record/live.ts';
import { standingOf } from '../../src/record/standing.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { type RequestChanges, recordingBench } from '../support/recording.ts';

t.test('what has begun is a run in progress of this process, and its plan can be read', async t => {
  const { on, request: requestOf } = await recordingBench(t, { files: { 'a.py': '1\n' } });
  const request = requestOf(['true']);
  const live = await openJournal(request, newRunId(Date.now()));
  if (live instanceof Error) throw live;
  const context = contextOf(request, { live, argv: ['true'], env: on.env });
  const begun = await begin({ request, live, context, started: Date.now(), withheld: [] });
  t.same(await readPlan(live), begun.plan);
  t.ok((begun.planned ?? 0) > Date.parse(begun.plan.started) - 2000);
  t.match(await readRecorder(live), { recorder: { pid: process.pid } });
  t.match(await standingOf(live, Date.now() + 3_600_000), { kind: 'running' });
});

t.test(
  'where there is no room beside the refs the journal is in the spool, and the run is recorded',
  async t => {
    const { on, record } = await recordingBench(t);
    writeFileSync(join(on.path, '.git/git-run'), 'no directory');
    const { exit, stored, trouble } = await record(['sh', '-c', 'echo "# x"; exit 5']);
    t.same([exit, trouble], [{ code: 5 }, undefined]);
    t.match(stored?.run, { outcome: { exitCode: 5 }, log: { bytes: 4 } });
  },
);

t.test('where there is no room at all the job runs as it would have', async t => {
  const { on, record } = await recordingBench(t);
  writeFileSync(join(on.path, '.git/git-run'), 'no directory');
  const changes: RequestChanges = {
    env: { ...on.env, XDG_STATE_HOME: join(on.path, '.git/git-run'), GIT_RUN_EVENTS: '/of/another/run' },
  };
  const { exit, stored, trouble } = await record(
    ['sh', '-c', 'test -z "$GIT_RUN_EVENTS" && exit 6'],
    changes,
  );
  t.same([exit, stored], [{ code: 6 }, undefined]);
  t.match(trouble, { error: { code: 'ENOTDIR' }, journal: undefined });
});
