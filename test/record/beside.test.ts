import { join } from 'node:path';
import t from 'tap';
import { lookBeside } from '../../src/record/beside.ts';
import { createLive, readFindings } from '../../src/record/live.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { captureContext } from '../support/capture-context.ts';

t.test('what is found beside a job is in its journal; where that is gone nobody is troubled', async t => {
  const live = await createLive(t.testdir(), newRunId(Date.now()));
  const context = captureContext(t, { argv: ['true'] });
  await Promise.all(lookBeside(live, context, AbortSignal.abort()));
  t.match(await readFindings(live), [{ environment: Object }]);
  const nowhere = { ...live, path: join(live.path, 'nowhere') };
  await Promise.all(lookBeside(nowhere, context, AbortSignal.abort()));
});
