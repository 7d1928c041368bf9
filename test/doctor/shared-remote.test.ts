import t from 'tap';
import { sharedRemote } from '../../src/doctor/shared-remote.ts';
import { setUp } from '../support/set-up.ts';

t.test('the remote is the one that runs are shared with, where it really is', async t => {
  const { on, look } = setUp(t);
  t.equal(await sharedRemote(await look()), undefined);
  on.git('remote', 'add', 'origin', 'gh:ada/digits');
  on.git('remote', 'add', 'lab', '/srv/lab.git');
  on.git('config', 'url.https://github.com/.insteadOf', 'gh:');
  t.same(await sharedRemote(await look()), { name: 'origin', address: 'https://github.com/ada/digits' });
  on.git('config', 'run.remote', 'lab');
  t.same(await sharedRemote(await look()), { name: 'lab', address: '/srv/lab.git' });
  on.git('config', 'run.remote', 'nowhere');
  t.equal(await sharedRemote(await look()), undefined, 'which the check of settings tells');
});
