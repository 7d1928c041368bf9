import t from 'tap';
import type { Tombstone } from '../../../src/run/tombstone.ts';
import { checkLedgers } from '../../../src/store/ledger/check-ledger.ts';
import { addTombstones } from '../../../src/store/ledger/own-ledger.ts';
import { loosen, swapBlob } from '../../support/damage.ts';
import { NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

const stoneOf = (id: string) =>
  ({ id, time: new Date(NOW).toISOString(), who: 'Ada <a@b>', kind: 'deleted' }) as Tombstone;

t.test('a ledger is whole, and tells runs that are here all the same', async t => {
  const bench = await storeBench(t);
  const { repository } = bench;
  t.same(await checkLedgers(repository), { hurt: [], undead: [] });
  const [here, gone] = [bench.run(), bench.run()];
  await bench.save(here);
  await addTombstones({ repository, author: AUTHOR, now: NOW }, [stoneOf(here.id), stoneOf(gone.id)]);
  t.same(await checkLedgers(repository), { hurt: [], undead: [here.id] });
});

t.test('one that is damaged, swapped, or of another name is told, and hides no other', async t => {
  const bench = await storeBench(t);
  const { repository, on } = bench;
  const here = bench.run();
  await bench.save(here);
  await addTombstones({ repository, author: AUTHOR, now: NOW }, [stoneOf(here.id)]);
  const ref = on.git('for-each-ref', '--format=%(refname)', 'refs/runs/ledger');
  on.git('update-ref', 'refs/runs/ledger/another', ref);
  on.git('update-ref', 'refs/runs/ledger/none', 'HEAD');
  loosen(on);
  await repository.close();
  const found = await checkLedgers(repository);
  t.match(found.hurt, [
    { ref: 'refs/runs/ledger/another', message: /^it says that it is of / },
    { ref: 'refs/runs/ledger/none', message: 'its record is missing or cannot be read' },
  ]);
  t.same(found.undead, [here.id]);
  const shard = on.git('rev-parse', `${ref}:tombstones/2026-11.ndjson`);
  swapBlob(on, shard, '{}\n');
  await repository.close();
  t.match((await checkLedgers(repository)).hurt.find(check => check.ref === ref)?.message, /other bytes/);
});
