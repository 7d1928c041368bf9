import t from 'tap';
import type { RunRow } from '../../../src/run/run-row.ts';
import {
  countStandings,
  moveRemote,
  NO_REMOTE,
  type RemoteEvent,
  reduceRemote,
  remoteOf,
  standings,
} from '../../../src/tui/state/remote.ts';
import { idAt, liveRow, NOW } from '../../support/run-rows.ts';
import { someRows } from '../../support/tui-state.ts';

const rows = someRows(3);
const row = (n: number) => rows[n] as RunRow;
const after = (...events: readonly RemoteEvent[]) => events.reduce(reduceRemote, NO_REMOTE);

t.test('a run is here, there, on both sides, or not the same on them', async t => {
  const elsewhere = idAt(NOW, 'else');
  const there = new Map([
    [row(0).id, row(0).commit as string],
    [row(1).id, 'another'],
    [elsewhere, 'x'],
  ]);
  const all = standings([liveRow(), ...rows], there);
  t.same(
    all.map(({ id, where }) => [id, where]),
    [
      [elsewhere, 'there'],
      [row(0).id, 'both'],
      [row(1).id, 'differs'],
      [row(2).id, 'here'],
    ],
  );
  t.same(countStandings(all), { here: 1, there: 1, both: 1, differs: 1 });
});

t.test('an answer of a remote that is looked at no more is passed over', async t => {
  const asked = after({ kind: 'remotes', remotes: ['origin', 'backup'] });
  t.equal(remoteOf(asked), 'origin');
  const next = moveRemote(asked, 'next-remote', 10);
  t.equal(remoteOf(next), 'backup');
  t.equal(reduceRemote(next, { kind: 'there', remote: 'origin', there: new Map() }), next);
  t.equal(reduceRemote(next, { kind: 'failed', remote: 'origin', trouble: 'x' }), next);
  t.match(reduceRemote(next, { kind: 'failed', remote: 'backup', trouble: 'x' }), { trouble: 'x' });
  t.equal(remoteOf(moveRemote(next, 'next-remote', 10)), 'origin');
});

t.test('after a push it is asked again', async t => {
  t.equal(after({ kind: 'stale' }).asked, 1);
});

t.test('the cursor stays in the list', async t => {
  const state = after({ kind: 'length', length: 5 });
  const last = moveRemote(state, 'last', 10);
  t.equal(last.cursor, 4);
  t.equal(reduceRemote(last, { kind: 'length', length: 2 }).cursor, 1);
});
