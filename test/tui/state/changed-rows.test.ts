import fc from 'fast-check';
import t from 'tap';
import type { RunRow } from '../../../src/run/run-row.ts';
import { changedRows, withEdits } from '../../../src/tui/state/changed-rows.ts';
import { reduceRuns } from '../../../src/tui/state/runs.ts';
import { liveRow } from '../../support/run-rows.ts';
import { listOf, manyRows, someRows } from '../../support/tui-state.ts';

const rows = someRows(5);
const row = (n: number) => rows[n] as RunRow;

t.test('an edited run stands where it stood', async t => {
  const edited = { ...row(2), note: 'look at this' };
  const changed = changedRows(rows, { rows: [edited], gone: [] });
  t.equal(changed.rows[2], edited);
  t.equal(changed.isMoved, false);
  t.same([...changed.edits], [[row(2), edited]]);
});

t.test('new ones stand where they belong, gone ones nowhere', async t => {
  const few = [row(1), row(3)];
  const changed = changedRows(few, { rows: [row(4), row(0), row(2)], gone: [row(3).id] });
  t.same(
    changed.rows.map(({ name }) => name),
    ['run-0', 'run-1', 'run-2', 'run-4'],
  );
  t.equal(changed.isMoved, true);
  t.equal(changedRows(rows, { rows: [], gone: ['nobody' as never] }).isMoved, false);
});

t.test('into the trash and out of it is a move', async t => {
  t.equal(changedRows(rows, { rows: [{ ...row(0), trashed: true }], gone: [] }).isMoved, true);
});

t.test('a run that has ended is not in progress again', async t => {
  const late = liveRow({ id: row(1).id });
  t.equal(changedRows(rows, { rows: [late], gone: [] }).rows[1], row(1));
});

t.test('groups have the edited runs as well', async t => {
  const edited = { ...row(1), note: 'x' };
  const group = { group: 'all', rows, isFolded: false };
  const [heading] = withEdits([group, ...rows], new Map([[row(1), edited]]), true);
  t.match(heading, { rows: [row(0), edited] });
});

t.test('whatever changes, it is what a look at all of it would find', async () => {
  const all = someRows(40);
  const some = fc.subarray(all.map((_, at) => at));
  fc.assert(
    fc.property(some, some, some, (known, told, gone) => {
      const before = known.map(at => all[at] as RunRow);
      const fresh = told.map(at => ({ ...(all[at] as RunRow), note: 'new' }));
      const ids = gone.filter(at => !told.includes(at)).map(at => (all[at] as RunRow).id);
      const map = new Map(before.map(one => [one.id, one]));
      for (const one of fresh) map.set(one.id, one);
      for (const id of ids) map.delete(id);
      const expected = [...map.values()].sort((a, b) => (a.id < b.id ? 1 : -1));
      const { rows: found } = changedRows(before, { rows: fresh, gone: ids });
      return expected.length === found.length && expected.every((one, at) => one === found[at]);
    }),
  );
});

t.test('a run in progress is told anew, and no other', async t => {
  const many = manyRows(1000);
  const live = { ...(many[500] as RunRow), note: 'x' };
  const { rows } = reduceRuns(listOf(many), { kind: 'changed', rows: [live], gone: [] });
  t.equal(rows.length, many.length);
  t.ok(rows.every((one, at) => one === (at === 500 ? live : many[at])));
});

t.test('a run that is told again as it was changes nothing', async t => {
  const list = listOf(rows);
  t.equal(reduceRuns(list, { kind: 'changed', rows: [structuredClone(row(2))], gone: [] }), list);
});
