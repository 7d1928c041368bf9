import t from 'tap';
import { duration, exitOf, isRunStatus, outcomeOf, RUN_STATUSES } from '../../src/run/run.ts';

t.test('a run takes from its start to its end, in seconds', async t => {
  t.equal(duration({ started: '2026-01-02T03:04:05.250Z', ended: '2026-01-02T03:05:05.500Z' }), 60.25);
});

t.test('exit code 0 is finished, any other failed, a signal killed', async t => {
  t.same(outcomeOf({ code: 0 }), { status: 'finished', exitCode: 0 });
  t.same(outcomeOf({ code: 3 }), { status: 'failed', exitCode: 3 });
  t.same(outcomeOf({ signal: 'SIGKILL' }), { status: 'killed', signal: 'SIGKILL' });
});

t.test('an end is as a command would have ended so, where somebody has seen it', async t => {
  for (const exit of [{ code: 0 }, { code: 3 }, { signal: 'SIGKILL' }]) t.same(exitOf(outcomeOf(exit)), exit);
  t.equal(exitOf({ status: 'lost', why: 'nobody saw it' }), undefined);
});

t.test('a status is known by its name', async t => {
  for (const status of RUN_STATUSES) t.ok(isRunStatus(status));
  for (const text of ['', 'done', 'Finished']) t.notOk(isRunStatus(text), text);
});
