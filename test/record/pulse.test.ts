import t from 'tap';
import { createLive, lastBeat } from '../../src/record/live.ts';
import { startPulse } from '../../src/record/pulse.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { until } from '../support/recording.ts';

t.test('signs of life are given, and the log made durable, until the end of it', async t => {
  const live = await createLive(t.testdir(), newRunId(Date.now()));
  const before = await lastBeat(live);
  let synced = 0;
  const end = startPulse(live, {
    sync: async () => {
      synced++;
      throw new Error('no room');
    },
  });
  await until(() => synced > 0);
  while ((await lastBeat(live)) === before);
  end();
  const timers = process.getActiveResourcesInfo().filter(kind => kind === 'Timeout');
  t.same(timers, [], 'nothing keeps us alive');
});
