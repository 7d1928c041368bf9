import t from 'tap';
import { type Now, withNow } from '../../src/record/now.ts';
import { type Opened, openedRepository, settingsIn } from '../support/recorded-run.ts';
import { snapshotOf } from '../support/temporary-repository.ts';

const argv = ['sh', 'train.sh', '--lr', '0.1', '--password', 'hunter2'];

async function taken<T>(opened: Opened, use: (now: Now) => Promise<T>): Promise<T> {
  const { repository, env } = opened;
  const settings = await settingsIn(opened);
  return withNow({ repository, settings, env, command: { argv, cwd: '.' }, now: Date.now() }, use);
}

t.test('the state of now is what exec would record of it', async t => {
  const opened = await openedRepository(t, {
    files: {
      'train.sh': 'true',
      'params.yaml': 'l2: 1\nlr: 5\n',
      'git-run.yaml': 'inputs: [data]\n',
      '.gitignore': 'data\n',
    },
  });
  opened.write('data', 'x');
  opened.write('train.sh', 'false');
  opened.write('new.sh', 'true');
  await taken(opened, async now => {
    t.same(now.params.l2?.value, 1);
    t.equal(now.params.lr?.value, 0.1);
    t.equal(now.params.password?.value, '[redacted]');
    t.match(now.inputs, [{ path: 'data', size: 1 }]);
    t.match(now.environment, { schema: 'git-run/environment@1' });
    t.equal(opened.git('show', `${now.source.commit}:train.sh`), 'false');
    t.equal(opened.git('show', `${now.source.commit}:new.sh`), 'true');
    t.same(now.problems, []);
  });
});

t.test('nothing of the user is written, and no ref stays, however it ends', async t => {
  const opened = await openedRepository(t, { files: { 'train.sh': 'true' } });
  opened.write('train.sh', 'false');
  const before = snapshotOf(opened.path);
  await taken(opened, async () => {});
  await t.rejects(
    taken(opened, async () => {
      throw new Error('no more');
    }),
    /no more/,
  );
  t.same(snapshotOf(opened.path), before);
  t.equal(opened.git('for-each-ref', '--format=%(refname)', 'refs/run-live', 'refs/run-snapshots'), '');
});
