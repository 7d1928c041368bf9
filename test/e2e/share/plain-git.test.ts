import t from 'tap';
import { type Clone, team } from '../../support/clones.ts';
import { gitIn } from '../../support/temporary-repository.ts';

/** What people have in their configuration, and what of it could take runs away that are nowhere else. */
const COMMON: readonly (readonly [string, string])[][] = [
  [['fetch.prune', 'true']],
  [
    ['fetch.prune', 'true'],
    ['fetch.pruneTags', 'true'],
  ],
  [
    ['remote.origin.prune', 'true'],
    ['remote.origin.tagOpt', '--tags'],
  ],
  [
    ['fetch.all', 'true'],
    ['fetch.parallel', '4'],
  ],
  [
    ['transfer.fsckObjects', 'true'],
    ['fetch.fsckObjects', 'true'],
    ['receive.fsckObjects', 'true'],
  ],
  [
    ['push.default', 'matching'],
    ['push.followTags', 'true'],
    ['push.autoSetupRemote', 'true'],
  ],
  [
    ['gc.reflogExpire', 'now'],
    ['gc.pruneExpire', 'now'],
    ['gc.reflogExpireUnreachable', 'now'],
  ],
];

t.test('whatever plain Git does in a usual clone, runs that are nowhere else stay', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const shared = await here.save();
  await here.push();
  await here.save({}, { sources: { a: '1' } });
  await here.experiment('digits');
  const before = here.refs();
  for (const settings of COMMON) {
    for (const [key, value] of settings) here.git('config', key, value);
    here.git('fetch', '-q', '--prune', '--prune-tags', 'origin');
    here.git('fetch', '-q', '--all', '--prune');
    here.git('remote', 'prune', 'origin');
    here.git('pull', '-q', '--prune', 'origin', 'main');
    here.git('push', '-q', 'origin', 'HEAD:main');
    here.git('gc', '-q', '--prune=now');
    t.same(here.refs(), before, settings.map(([key]) => key).join(', '));
    t.equal(here.git('fsck', '--strict', '--no-dangling'), '');
    for (const [key] of settings) here.git('config', '--unset', key);
  }
  t.match(await here.push(), { runs: { length: 1 }, same: 1, refused: [] }, 'and they can be sent still');
  t.ok(shared);
});

t.test(
  'a mirror clone deletes what was not pushed: that is told before, and runs are pushed from it as elsewhere',
  async t => {
    const { clones, there, env, refs } = await team(t, 1);
    const [here] = clones as [Clone];
    for (const [key, value] of [
      ['remote.origin.mirror', 'true'],
      ['remote.origin.fetch', '+refs/*:refs/*'],
    ] as const)
      here.git('config', key, value);
    const { stdout } = await here.run('doctor');
    t.match(stdout, /mirror|refs\/runs/);
    const { stderr } = await here.run('exec', '--', 'true');
    t.match(stderr, /git-run: remote origin: git (?:push|fetch)/);
    t.match(await here.run('push'), { exitCode: 0, stdout: /^pushed 1 run/ });
    t.ok(refs().length >= 1);
    t.equal(gitIn(there, env, ['for-each-ref', '--format=%(refname)', 'refs/heads']), 'refs/heads/main');
  },
);
