import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { Repository } from '../../src/git/repository.ts';
import { maintain, recordedHere } from '../../src/record/maintain.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { captureContext } from '../support/capture-context.ts';
import { runsBench } from '../support/folding.ts';
import { idAt, NOW } from '../support/run-rows.ts';
import { type Teardown, temporaryDirectory } from '../support/temporary-repository.ts';

function counting(t: Teardown) {
  const commonDir = temporaryDirectory(t);
  mkdirSync(join(commonDir, 'git-run'));
  let tidied = 0;
  const repository = { place: { commonDir }, tidy: () => tidied++ } as unknown as Repository;
  return { repository, settings: captureContext(t).settings, tidied: () => tidied };
}

t.test('a run is known as recorded here once it is noted', async t => {
  const { repository, settings } = counting(t);
  const [a, b] = [idAt(NOW, 'a'), idAt(NOW, 'b')];
  t.equal(await recordedHere(repository, a), false);
  await maintain(repository, settings, a);
  t.equal(await recordedHere(repository, a), true);
  t.equal(await recordedHere(repository, b), false);
  await maintain(repository, settings, b);
  t.equal(await recordedHere(repository, b), true);
  t.equal(await recordedHere(repository, b.slice(1) as RunId), false, 'a part of an id is no id');
});

t.test('every 32nd run is the time to tidy, unless the settings forbid it', async t => {
  const { repository, settings, tidied } = counting(t);
  for (let n = 1; n <= 64; n++) await maintain(repository, { ...settings, maintain: n <= 40 }, idAt(NOW + n));
  t.equal(tidied(), 1);
});

t.test('where nothing can be noted, nothing is said', async t => {
  const { settings } = counting(t);
  const repository = { place: { commonDir: '/nowhere' } } as unknown as Repository;
  await maintain(repository, settings, idAt(NOW));
  t.equal(await recordedHere(repository, idAt(NOW)), false);
});

t.test('where there are very many runs they are folded before the rest is tidied', async t => {
  const { repository } = await runsBench(t, 3);
  mkdirSync(join(repository.place.commonDir, 'git-run'), { recursive: true });
  const settings = { ...captureContext(t).settings, maintain: true };
  const did: string[] = [];
  const door = { ...repository, tidy: () => void did.push('tidy') };
  const folding = { env: {}, start: () => void did.push('fold') };
  for (let n = 1; n <= 96; n++) {
    const foldAfter = n <= 32 ? 3 : n <= 64 ? 2 : 0;
    await maintain(door, { ...settings, foldAfter }, idAt(NOW + n), folding);
  }
  t.same(did, ['tidy', 'fold', 'tidy']);
});
