import t from 'tap';
import { chosenRemote, dependsOnBranch, remotesOf } from '../../src/config/chosen-remote.ts';
import { parseConfig } from '../../src/git/native/config.ts';

const configOf = (...lines: string[]) =>
  parseConfig(lines.map(line => `${line.replace('=', '\n')}\0`).join(''));
const REMOTES = ['remote.one.url=x', 'remote.origin.url=y', 'remote.a.b.url=z', 'remote.none.fetch=w'];

t.test('remotes are those that have a URL', async t => {
  t.same(remotesOf(configOf(...REMOTES)), ['one', 'origin', 'a.b']);
  t.same(remotesOf(configOf()), []);
});

t.test('one that is named counts before all others, and must be there', async t => {
  const config = configOf(...REMOTES, 'run.remote=a.b', 'branch.topic.remote=one');
  t.equal(chosenRemote({ config, env: {}, branch: 'topic' }), 'a.b');
  t.equal(chosenRemote({ config, env: { GIT_RUN_REMOTE: 'one' } }), 'one');
  t.equal(chosenRemote({ config, env: { GIT_RUN_REMOTE: '' } }), 'a.b');
  t.throws(() => chosenRemote({ config, env: { GIT_RUN_REMOTE: 'none' } }), {
    code: 'settings',
    data: { place: 'GIT_RUN_REMOTE' },
  });
  t.throws(() => chosenRemote({ config: configOf('run.remote=gone'), env: {} }), {
    code: 'settings',
    data: { place: 'git config run.remote' },
  });
});

t.test('the branch is asked only where it can tell', async t => {
  const asks = (lines: string[], env = {}) => dependsOnBranch({ config: configOf(...lines), env });
  t.equal(asks(REMOTES), true);
  t.equal(asks(['remote.one.url=x']), false);
  t.equal(asks([...REMOTES, 'run.remote=one']), false);
  t.equal(asks(REMOTES, { GIT_RUN_REMOTE: 'one' }), false);
});
