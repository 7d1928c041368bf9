import t from 'tap';
import { inQuarantine } from '../../src/share/quarantine.ts';
import { type Clone, team } from '../support/clones.ts';
import { idAt, NOW } from '../support/run-rows.ts';

t.test('what is brought lies below a ref of its own while it is used, and goes whatever happens', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  await here.save();
  await here.push();
  const [line = ''] = here.refs();
  const [oid, name = ''] = line.split(' ');
  const { repository, sharing } = other;
  const held = () => other.git('for-each-ref', '--format=%(refname)', 'refs/run-incoming');
  const seen = await inQuarantine(
    repository,
    sharing,
    { wanted: [{ name }], now: NOW },
    async ({ incoming, refused }) => {
      t.same(refused, []);
      t.match(incoming, [{ name, commit: oid, held: held() }]);
      return 'seen';
    },
  );
  t.equal(seen, 'seen');
  t.equal(held(), '');
  const failing = inQuarantine(repository, sharing, { wanted: [{ name }], now: NOW }, () =>
    Promise.reject(new Error('no')),
  );
  await t.rejects(failing, /no/);
  t.equal(held(), '');
  t.same(other.refs(), []);
});

t.test('what a fetch that was killed has left is dropped in time, and not that of one at work', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const [old, young] = [idAt(NOW - 8 * 86_400_000), idAt(NOW - 1000)];
  for (const id of [old, young]) here.git('update-ref', `refs/run-incoming/${id}/x`, 'HEAD');
  await inQuarantine(here.repository, here.sharing, { wanted: [], now: NOW }, async () => {});
  t.equal(
    here.git('for-each-ref', '--format=%(refname)', 'refs/run-incoming'),
    `refs/run-incoming/${young}/x`,
  );
});
