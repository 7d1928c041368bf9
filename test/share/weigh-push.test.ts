import t from 'tap';
import type { Remotes } from '../../src/git/remotes.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { weighPush } from '../../src/share/weigh-push.ts';
import { type Clone, team } from '../support/clones.ts';

t.test('what travels is counted once, and what is there is not counted', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const sources = { same: 'x'.repeat(5000) };
  const runs = [await here.save({}, { sources }), await here.save({}, { sources })];
  const head = here.git('rev-parse', 'HEAD');
  const limits = { push: Infinity, object: Infinity, perMinute: Infinity };
  const scales = { repository: here.repository, remotes: here.sharing.remotes as Remotes, limits };
  const plan = {
    removes: false,
    records: [],
    last: [],
    folded: 0,
    runs: runs.map(({ id, name }) => ({
      run: { id, name, how: 'new' as const },
      change: { name: runRef(id), to: here.git('rev-parse', runRef(id)) },
    })),
    same: 0,
    known: [head],
    commits: [],
    refused: [],
  };
  const all = await weighPush(scales, plan);
  const names = here.git(
    'rev-list',
    '--objects',
    '--no-object-names',
    ...plan.runs.map(({ change }) => change.to),
    `^${head}`,
  );
  t.equal(all.objects, names.split('\n').length);
  t.same(
    all.changes.map(({ change }) => change),
    plan.runs.map(({ change }) => change),
  );
  const each = await weighPush({ ...scales, limits: { ...limits, push: 1 } }, plan);
  t.ok(each.objects >= all.objects && each.bytes >= all.bytes, 'one by one it is no less');
  t.equal(
    each.changes.reduce((sum, { bytes }) => sum + bytes, 0),
    each.bytes,
  );
  const light = await weighPush({ ...scales, limits: { ...limits, object: 4999 } }, plan);
  t.match(light, { runs: [], objects: 0, refused: [{ why: /5000 bytes/ }, {}] });
});
