import t from 'tap';
import { openRepository } from '../../../src/git/open.ts';
import type { Tombstone } from '../../../src/run/tombstone.ts';
import { addTombstones, withdrawDeleted } from '../../../src/store/ledger/own-ledger.ts';
import { listTombstones } from '../../../src/store/ledger/tombstones.ts';
import { listTips } from '../../../src/store/tips.ts';
import { blob, entriesOf, rawTree } from '../../support/damage.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { AUTHOR, storeBench } from '../../support/store-bench.ts';

const stone = (at: number, more: Partial<Tombstone> = {}) =>
  ({
    id: idAt(at),
    time: new Date(at).toISOString(),
    who: 'Ada <a@b>',
    kind: 'deleted',
    ...more,
  }) as Tombstone;
const refs = (on: { git(...args: string[]): string }) =>
  on.git('for-each-ref', '--format=%(refname)', 'refs/runs/ledger').split('\n');

t.test('tombstones are kept in one linear chain, and are no runs', async t => {
  const { repository, on } = await storeBench(t);
  const write = { repository, author: AUTHOR, now: NOW };
  t.same(await listTombstones(repository), []);
  const [one, two] = [stone(NOW), stone(NOW + 40 * 86_400_000, { kind: 'purged', path: 'a b\n' })];
  await addTombstones(write, [one]);
  await addTombstones(write, [two]);
  await addTombstones(write, [two]);
  t.same(await listTombstones(repository), [one, two]);
  const [ref = '', ...others] = refs(on);
  t.same(others, []);
  t.equal(on.git('rev-list', '--count', ref), '2', 'what is known already is not written again');
  t.equal(
    on.git('ls-tree', '-r', '--name-only', ref),
    'ledger.json\ntombstones/2026-11.ndjson\ntombstones/2026-12.ndjson',
  );
  t.equal(on.git('log', '-1', '--format=%s', `${ref}^`), `deleted ${one.id}`);
  t.same(await listTips(repository), []);
  t.equal(on.git('fsck', '--strict', '--no-dangling'), '');
});

t.test('processes that write at once all succeed', async t => {
  const { repository, on } = await storeBench(t);
  const doors = await Promise.all(Array.from({ length: 5 }, () => openRepository(on.path, on.env)));
  const stones = doors.map((_, index) => stone(NOW + index));
  await Promise.all(
    doors.map((door, index) =>
      addTombstones({ repository: door, author: AUTHOR, now: NOW }, [stones[index] as Tombstone]),
    ),
  );
  await Promise.all(doors.map(door => door.close()));
  t.same(await listTombstones(repository), stones);
  t.equal(refs(on).length, 1);
});

t.test('what holds is the union of all ledgers', async t => {
  const [here, there] = [await storeBench(t), await storeBench(t)];
  for (const [at, { repository }] of [here, there].entries())
    await addTombstones({ repository, author: AUTHOR, now: NOW }, [stone(NOW + at), stone(NOW + 5)]);
  here.on.git('fetch', '-q', there.on.path, 'refs/runs/*:refs/runs/*');
  t.equal(refs(here.on).length, 2);
  t.same(await listTombstones(here.repository), [stone(NOW), stone(NOW + 1), stone(NOW + 5)]);
});

t.test('a deletion that did not come to be is taken back, and nothing else is', async t => {
  const { repository } = await storeBench(t);
  const write = { repository, author: AUTHOR, now: NOW };
  const purged = stone(NOW, { kind: 'purged', path: 'x' });
  await addTombstones(write, [stone(NOW), stone(NOW + 1), purged]);
  await withdrawDeleted(write, new Set([idAt(NOW)]));
  t.same(await listTombstones(repository), [purged, stone(NOW + 1)]);
  await withdrawDeleted(write, new Set([idAt(NOW + 1)]));
  t.same(await listTombstones(repository), [purged]);
});

t.test('what a newer git-run wrote into it is kept', async t => {
  const { repository, on } = await storeBench(t);
  const write = { repository, author: AUTHOR, now: NOW };
  await addTombstones(write, [stone(NOW)]);
  const [ref = ''] = refs(on);
  const line = on.git('cat-file', 'blob', `${ref}:tombstones/2026-11.ndjson`);
  const newer = '{"kind":"folded","id":"x"}';
  const stones = rawTree(on, [['100644', '2026-11.ndjson', blob(on, `${line}\n${newer}\n`)]]);
  const runs = rawTree(on, [['100644', '000.ndjson', blob(on, '{}\n')]]);
  const rest = entriesOf(on, ref).filter(([, name]) => name !== 'tombstones');
  const tree = rawTree(on, [...rest, ['40000', 'runs', runs], ['40000', 'tombstones', stones]]);
  on.git('update-ref', ref, on.git('commit-tree', tree, '-p', ref, '-m', 'newer'));
  await addTombstones(write, [stone(NOW + 1)]);
  t.same(await listTombstones(repository), [stone(NOW), stone(NOW + 1)]);
  t.match(on.git('cat-file', 'blob', `${ref}:tombstones/2026-11.ndjson`), newer);
  t.equal(on.git('cat-file', 'blob', `${ref}:runs/000.ndjson`), '{}');
});

t.test('a ledger that is damaged is neither read as empty nor written over', async t => {
  const { repository, on } = await storeBench(t);
  const write = { repository, author: AUTHOR, now: NOW };
  await addTombstones(write, [stone(NOW)]);
  const [ref = ''] = refs(on);
  on.git('update-ref', ref, 'HEAD');
  await t.rejects(listTombstones(repository), { code: 'corrupt-record' });
  await t.rejects(addTombstones(write, [stone(NOW + 1)]), { code: 'corrupt-record' });
  t.equal(on.git('rev-parse', ref), on.git('rev-parse', 'HEAD'));
});
