import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createLive } from '../../src/record/live.ts';
import { removeLive, removeRemains } from '../../src/record/remove-live.ts';
import { newRunId } from '../../src/store/new-id.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const parent = join(temporaryDirectory(t), 'live');

async function journal() {
  const live = await createLive(parent, newRunId(Date.now()));
  const note = join(live.path, 'recorder.json');
  writeFileSync(note, '{}');
  for (let i = 0; i < 500; i++) writeFileSync(join(live.path, 'artifacts', String(i)), '');
  return { live, note };
}

t.test('a journal is gone at once: nobody sees half of one', async t => {
  const { live, note } = await journal();
  let isOver = false;
  const removal = removeLive(live).finally(() => {
    isOver = true;
  });
  let looks = 0;
  while (!isOver) {
    const isNoted = existsSync(note);
    if (!isNoted && existsSync(live.path)) t.fail(`half of it is there: ${readdirSync(live.path)}`);
    looks++;
    await new Promise(setImmediate);
  }
  await removal;
  t.ok(looks > 1, 'it was looked at meanwhile');
  t.same(readdirSync(parent), []);
});

t.test('what a removal that was interrupted left is removed, by the next one or on its own', async t => {
  const { live } = await journal();
  const remains = join(parent, `.gone-${live.id}`);
  mkdirSync(join(remains, 'log'), { recursive: true });
  await removeLive(live);
  t.same(readdirSync(parent), []);

  const { live: going } = await journal();
  mkdirSync(join(remains, 'log'), { recursive: true });
  await removeRemains(parent);
  t.same(readdirSync(parent), [going.id], 'a journal stays');
  await removeRemains('/nowhere');
});
