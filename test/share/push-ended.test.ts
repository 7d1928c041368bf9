import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import type { Remotes } from '../../src/git/remotes.ts';
import { RemoteError } from '../../src/run/repository-errors.ts';
import { hostLimits } from '../../src/share/host-limits.ts';
import { ONCE } from '../../src/share/patience.ts';
import { pushEnded } from '../../src/share/push-ended.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';

const request = (clone: Clone, remotes: Partial<Remotes> = {}) => ({
  repository: clone.repository,
  sharing: { ...clone.sharing, remotes: { ...clone.sharing.remotes, ...remotes } },
  shown: 'origin',
  withHistory: false,
  allowed: new Set<string>(),
  limits: hostLimits('origin'),
  clock: ONCE,
  now: NOW,
});
const queue = (clone: Clone) => join(clone.path, '.git', 'git-run', 'to-push');

t.test('runs that end together go in few pushes, and each goes', async t => {
  const { clones, refs } = await team(t, 1);
  const [here] = clones as [Clone];
  const runs = await Promise.all(Array.from({ length: 8 }, () => here.save()));
  let pushes = 0;
  const remotes: Partial<Remotes> = {
    push: (remote, changes, how) => {
      pushes++;
      return here.sharing.remotes.push(remote, changes, how);
    },
  };
  const reports = await Promise.all(runs.map(({ id }) => pushEnded(request(here, remotes), id)));
  t.equal(refs().length, 8);
  t.ok(pushes < 8, `${pushes} pushes`);
  t.equal(
    reports.flat().reduce((sum, report) => sum + report.runs.length, 0),
    8,
  );
  t.same(readdirSync(queue(here)), []);
  t.notOk(existsSync(`${queue(here)}.lock`));
});

t.test('what could not be sent is sent with the next', async t => {
  const { clones, refs } = await team(t, 1);
  const [here] = clones as [Clone];
  const [one, two] = [await here.save(), await here.save()];
  const offline = {
    push: () => Promise.reject(new RemoteError('origin', 'no network', undefined, { nature: 'passes' })),
  };
  await t.rejects(pushEnded(request(here, offline), one.id), { code: 'remote' });
  t.same(readdirSync(queue(here)), [one.id]);
  await pushEnded(request(here), two.id);
  t.equal(refs().length, 2);
  t.same(readdirSync(queue(here)), []);
});

t.test('one that is refused keeps no other from going, and is not tried for ever', async t => {
  const { clones, refs } = await team(t, 1);
  const [here] = clones as [Clone];
  const bad = await here.save({ secrets: [{ rule: 'aws', path: 'a', ordinal: 1 }] });
  const good = await here.save();
  mkdirSync(queue(here), { recursive: true });
  writeFileSync(join(queue(here), 'odd'), '');
  t.match(await pushEnded(request(here), bad.id), [{ runs: [], refused: [{}] }]);
  t.match(await pushEnded(request(here), good.id), [{ runs: [{ id: good.id }], refused: [{}] }]);
  t.equal(refs().length, 1);
});
