import t from 'tap';
import { adoptLedgers } from '../../src/share/adopt-ledgers.ts';
import { addTombstones } from '../../src/store/ledger/own-ledger.ts';
import { listTombstones } from '../../src/store/ledger/tombstones.ts';
import { type Clone, team } from '../support/clones.ts';
import { idAt, NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

t.test('the last word of each writer is taken, of our own what we have sent', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const say = (clone: Clone, at: number) =>
    addTombstones({ repository: clone.repository, author: AUTHOR, now: NOW }, [
      { id: idAt(at), time: new Date(at).toISOString(), who: 'x', kind: 'deleted' },
    ]);
  const ledger = (clone: Clone) => {
    const [commit = '', name = ''] = (clone.refs()[0] ?? '').split(' ');
    return { commit, name, held: name };
  };
  const bring = (from: Clone, to: Clone) => to.git('fetch', '-q', from.path, ledger(from).name);
  await say(here, NOW);
  bring(here, other);
  const first = ledger(here);
  t.same(await adoptLedgers(other.repository, [first], 'refs/runs/ledger/own'), []);
  t.same(other.refs(), here.refs());
  await say(here, NOW + 1);
  bring(here, other);
  await adoptLedgers(other.repository, [ledger(here)], 'refs/runs/ledger/own');
  t.equal((await listTombstones(other.repository)).length, 2);
  await adoptLedgers(here.repository, [first], first.name);
  t.equal((await listTombstones(here.repository)).length, 2, 'of our own one that is behind is not taken');
  const bad = { name: 'refs/runs/ledger/x', commit: here.git('rev-parse', 'HEAD'), held: 'x' };
  t.match(await adoptLedgers(here.repository, [bad], first.name), [{ ref: bad.name }]);
});
