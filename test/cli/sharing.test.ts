import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { openSharing, splitRemote } from '../../src/cli/sharing.ts';
import { worldOf } from '../support/cli.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const open = (t: Parameters<typeof temporaryRepository>[0], config: Record<string, string>, env = {}) => {
  const on = temporaryRepository(t, { config });
  const context = createContext(worldOf(on, { env }).world);
  t.teardown(() => context.close());
  return { on, context };
};
const REMOTES = { 'remote.origin.url': '/o', 'remote.fork.url': 'https://ada:pw@h/f' };

t.test('the first word is a remote where one is called so, or it is an address', async t => {
  const { context } = open(t, REMOTES);
  const repository = await context.repository();
  const remote = (...words: string[]) => splitRemote(repository, words);
  t.same(remote('fork', '@'), { remote: 'fork', rest: ['@'] });
  t.same(remote('swift-otter', 'fork'), { remote: undefined, rest: ['swift-otter', 'fork'] });
  t.same(remote('/srv/x.git'), { remote: '/srv/x.git', rest: [] });
  t.same(remote('git@h:x.git', '@'), { remote: 'git@h:x.git', rest: ['@'] });
  t.same(remote('@{digits}'), { remote: undefined, rest: ['@{digits}'] });
  t.same(remote(), { remote: undefined, rest: [] });
  t.same(remote('--upload-pack=touch:x'), { remote: undefined, rest: ['--upload-pack=touch:x'] });
});

t.test('where none is named it is the one of the configuration, else of the branch, else origin', async t => {
  const chosen = async (config: Record<string, string>, env = {}) => {
    const { context } = open(t, { ...REMOTES, ...config }, env);
    const { sharing, close } = await openSharing(context, undefined);
    close();
    return sharing.remote;
  };
  t.equal(await chosen({}), 'origin');
  t.equal(await chosen({ 'branch.main.remote': 'fork' }), 'fork');
  t.equal(await chosen({ 'branch.main.remote': 'fork', 'run.remote': 'origin' }), 'origin');
  t.equal(await chosen({}, { GIT_RUN_REMOTE: 'fork' }), 'fork');
});

t.test('how runs are shared is as it is configured, and no password is shown', async t => {
  const { context } = open(t, { ...REMOTES, 'run.refPrefix': 'refs/heads/runs/', 'run.remoteTimeout': '3' });
  const { sharing, shown, address, close } = await openSharing(context, 'https://ada:pw@h/x');
  close();
  t.match(sharing, { prefix: 'refs/heads/runs/', transfer: { patience: 3000, interactive: false } });
  t.same([shown, address], ['https://h/x', 'https://ada:pw@h/x']);
  const fork = await openSharing(context, 'fork');
  fork.close();
  t.equal(fork.address, 'https://ada:pw@h/f');
});

t.test('where there is no remote, or no git program, that is said with what to do', async t => {
  const { context } = open(t, {});
  await t.rejects(openSharing(context, undefined), { code: 'usage', data: { instead: /git remote add/ } });
  const embedded = open(t, REMOTES, { GIT_RUN_ENGINE: 'embedded' });
  await t.rejects(openSharing(embedded.context, undefined), { code: 'engine-limit' });
});
