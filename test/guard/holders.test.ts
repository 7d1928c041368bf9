import t from 'tap';
import { openHolders } from '../../src/guard/holders.ts';
import { editRun } from '../../src/store/edit.ts';
import { soundObjects } from '../../src/store/sound-objects.ts';
import { guardBench, WRITER } from '../support/guard-bench.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

const bench = await guardBench(t);
const { repository, on, keeping } = bench;
const objects = soundObjects(repository);
const [kept, other, fresh] = [await bench.pushed('kept'), await bench.pushed('other'), await bench.pushed()];
const keep = `refs/runs/ledger-keep/${WRITER}/1`;
const both = keeping(kept.commit, other.commit);
on.git('update-ref', keep, both);
on.git('update-ref', other.ref, other.commit);

t.test('what a keep ref or a run ref points to is held', async t => {
  const holders = openHolders(repository, objects, []);
  t.ok((await holders.keeps(kept.commit)) && (await holders.holds(kept.commit)));
  t.ok(await holders.knows(other.commit));
  t.notOk((await holders.keeps(fresh.commit)) || (await holders.holds(fresh.commit)));
  t.notOk(await holders.knows(fresh.commit));
});

t.test('a ref that the push deletes, or makes, holds nothing', async t => {
  const gone = openHolders(repository, objects, [{ name: keep, from: both }]);
  t.notOk((await gone.keeps(kept.commit)) || (await gone.holds(kept.commit)));
  t.ok(await gone.holds(other.commit), 'its own ref is there');
  t.ok(await gone.knows(kept.commit), 'and yet it was looked at before');
  const made = openHolders(repository, objects, [{ name: `${keep}0`, to: keeping(fresh.commit) }]);
  t.notOk(await made.keeps(fresh.commit));
  const deleted = openHolders(repository, objects, [
    { name: keep, from: both },
    { name: other.ref, from: other.commit },
  ]);
  t.notOk(await deleted.holds(other.commit));
});

t.test('of a keep ref that moves, what it holds before and after stays', async t => {
  const holders = openHolders(repository, objects, [
    { name: keep, from: both, to: keeping(kept.commit, fresh.commit) },
  ]);
  t.ok(await holders.keeps(kept.commit));
  t.notOk((await holders.keeps(other.commit)) || (await holders.keeps(fresh.commit)));
});

t.test('a run that was edited, and is held as it is now, is held as it was', async t => {
  const { id, ref, commit: before } = await bench.pushed('edited');
  on.git('update-ref', ref, before);
  await editRun({ repository, id, edits: [{ kind: 'note', text: 'good' }], author: AUTHOR, now: NOW });
  const holders = openHolders(repository, objects, []);
  t.ok(await holders.holds(before));
  t.notOk(await holders.knows(before));
  t.notOk(await holders.keeps(before), 'its own ref is no keep ref');
  const deleted = openHolders(repository, objects, [{ name: ref, from: on.git('rev-parse', ref) }]);
  t.notOk(await deleted.holds(before));
  on.git('update-ref', `${keep}1`, keeping(on.git('rev-parse', ref)));
  t.ok(await openHolders(repository, objects, []).keeps(before));
  on.git('update-ref', '-d', `${keep}1`);
});
