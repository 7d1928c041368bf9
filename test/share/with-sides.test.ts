import t from 'tap';
import type { Sides } from '../../src/git/side.ts';
import { withSides } from '../../src/share/with-sides.ts';
import { addTombstones } from '../../src/store/ledger/own-ledger.ts';
import { openedRepository } from '../support/recorded-run.ts';
import { idAt, NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const [OLD, MIDDLE, NEW] = [idAt(NOW - 2000), idAt(NOW - 1000), idAt(NOW)];
const ref = (id: string) => `refs/runs/${id}`;

t.test('refs of here and there are listed as one: of a run that of here, of a ledger both', async t => {
  const there = temporaryRepository(t);
  const here = await openedRepository(t, { config: { 'remote.origin.url': there.path } });
  here.git('commit', '-q', '--allow-empty', '-m', 'another');
  const [own, other] = [here.git('rev-parse', 'HEAD'), there.git('rev-parse', 'HEAD')];
  for (const name of [ref(OLD), ref(NEW), 'refs/runs/ledger/x']) here.git('update-ref', name, own);
  for (const name of [ref(OLD), ref(MIDDLE), 'refs/runs/ledger/x']) there.git('update-ref', name, other);
  const side = await (here.repository.sides as Sides).of('origin');
  await side.fetch([{ from: 'refs/runs/*', to: 'refs/runs/*' }], { most: 1000 });
  const both = withSides(here.repository, [side], {});
  const all = [
    { name: ref(OLD), oid: own },
    { name: ref(MIDDLE), oid: other },
    { name: ref(NEW), oid: own },
    { name: 'refs/runs/ledger/x', oid: own },
    { name: 'refs/runs/ledger/x', oid: other },
  ];
  t.same(await both.refs.list(['refs/runs']), all);
  t.same(
    (await both.refs.list(['refs/runs/0*'], { newest: true, count: 2 })).map(({ name }) => name),
    [ref(NEW), ref(MIDDLE)],
  );
  t.equal((await both.objects.read([other]))[0]?.type, 'commit');
  t.same(both.known, [side]);
});

t.test('a run that was deleted here is not known any more', async t => {
  const there = temporaryRepository(t);
  const here = await openedRepository(t, { config: { 'remote.origin.url': there.path } });
  for (const id of [OLD, NEW]) there.git('update-ref', ref(id), 'HEAD');
  const side = await (here.repository.sides as Sides).of('origin');
  await side.fetch([{ from: 'refs/runs/*', to: 'refs/runs/*' }], { most: 1000 });
  const stone = {
    kind: 'deleted',
    id: OLD,
    time: new Date(NOW).toISOString(),
    who: 'Ada',
    edits: [],
  } as const;
  await addTombstones({ repository: here.repository, author: AUTHOR, now: NOW }, [stone]);
  const both = withSides(here.repository, [side], {});
  t.same(
    (await both.refs.list(['refs/runs/0*'])).map(({ name }) => name),
    [ref(NEW)],
  );
  const [newest] = await both.refs.list(['refs/runs/0*'], { newest: true, count: 1 });
  t.equal(newest?.name, ref(NEW));
  await addTombstones({ repository: here.repository, author: AUTHOR, now: NOW }, [{ ...stone, id: NEW }]);
  there.git('update-ref', ref(MIDDLE), 'HEAD');
  await side.fetch([{ from: 'refs/runs/*', to: 'refs/runs/*' }], { most: 1000 });
  const [left] = await both.refs.list(['refs/runs/0*'], { newest: true, count: 1 });
  t.equal(left?.name, ref(MIDDLE), 'those that are deleted take nobody’s place');
});

t.test('what one remote has not another one may have, and where none has it that is told', async t => {
  const [one, two] = [
    temporaryRepository(t, { files: { a: '1' } }),
    temporaryRepository(t, { files: { b: '2' } }),
  ];
  const here = await openedRepository(t);
  const sides = here.repository.sides as Sides;
  const both = withSides(here.repository, [await sides.of(one.path), await sides.of(two.path)], {});
  const [a, b] = [one, two].map(on => on.git('rev-parse', 'HEAD'));
  t.same(
    (await both.objects.read([`${a}:a`, `${b}:b`])).map(found => found?.content.toString()),
    ['1', '2'],
  );
  await t.rejects(both.objects.read(['1'.repeat(40)]), { code: 'remote' });
});
