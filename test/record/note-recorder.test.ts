import { hostname } from 'node:os';
import t from 'tap';
import { bootId, pidSpace, processIdentity } from '../../src/process/identity.ts';
import { createLive, readRecorder } from '../../src/record/live.ts';
import { noteRecorder } from '../../src/record/note-recorder.ts';
import { newRunId } from '../../src/store/new-id.ts';

t.test('who records is noted, and who is there for it', async t => {
  const live = await createLive(t.testdir(), newRunId(Date.now()));
  const recorder = await processIdentity(process.pid);
  const us = { host: hostname(), boot: await bootId(), space: pidSpace(), recorder };
  await noteRecorder(live);
  t.same(await readRecorder(live), us);
  await noteRecorder(live, { child: process.ppid, keeper: 2 ** 22 + 1 });
  t.same(
    await readRecorder(live),
    { ...us, child: await processIdentity(process.ppid) },
    'what is gone is not',
  );
  await noteRecorder({ ...live, path: '/nowhere' });
});
