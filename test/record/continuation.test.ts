import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { editLine, readContinuation, readEdits, writeContinuation } from '../../src/record/continuation.ts';
import { createLive, readPlan } from '../../src/record/live.ts';
import type { Edit } from '../../src/run/annotation.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { SETTINGS } from '../support/settings.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const live = await createLive(temporaryDirectory(t), newRunId(Date.now()));

t.test('a journal says which run goes on, and is none of a run', async t => {
  t.equal(await readContinuation(live), undefined);
  const continuation = {
    ...({ version: 1, run: newRunId(1), started: '', author: AUTHOR, settings: SETTINGS } as const),
    ...{ workTree: '/w', repository: '/r', isRunning: false },
  };
  await writeContinuation(live, continuation);
  t.same(await readContinuation(live), continuation);
  t.equal(await readPlan(live), undefined, 'an older git-run does not take it for one');
});

t.test('edits are read in order, and half of a line is none', async t => {
  t.same(await readEdits(live), []);
  const edits: Edit[] = [
    { kind: 'tag', key: '__proto__', value: 'a\nb' },
    { kind: 'untag', key: 'k' },
    { kind: 'note', text: 'é' },
  ];
  const file = join(live.path, 'edits');
  appendFileSync(file, edits.map(editLine).join(''));
  appendFileSync(file, editLine({ kind: 'trash' }).slice(0, -5));
  t.same(await readEdits(live), edits);
});
