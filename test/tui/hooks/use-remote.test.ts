import t from 'tap';
import type { RunId } from '../../../src/run/run-id.ts';
import type { Desk } from '../../../src/tui/desk.ts';
import { useRemote } from '../../../src/tui/hooks/use-remote.ts';
import { deskOf } from '../../support/desk.ts';
import { until } from '../../support/tui-control.ts';
import { hooked, screenStore } from '../../support/tui-screen.tsx';

/** The pane of the remote without what it looks like. */
function bench(t: Parameters<typeof hooked>[0], parts: Partial<Desk>) {
  const store = screenStore();
  const desk = deskOf({ remotes: async () => ['origin', 'backup'], ...parts });
  const hook = hooked(
    t,
    (refreshed: number) => useRemote(store.state().remote, refreshed, desk, store.send),
    0,
  );
  store.subscribe(() => hook.again(store.state().refreshed));
  return { ...store, remote: () => store.state().remote };
}

t.test('the first remote is asked what it has', async t => {
  const there = new Map([['a' as RunId, 'commit']]);
  const { remote } = bench(t, { there: async () => there });
  await until(() => remote().there !== undefined);
  t.same(remote().remotes, ['origin', 'backup']);
  t.equal(remote().there, there);
});

t.test('it is asked again when something was pushed, and when all is read anew', async t => {
  let asked = 0;
  const { send, remote } = bench(t, {
    there: async () => {
      asked++;
      return new Map();
    },
  });
  await until(() => remote().there !== undefined);
  t.equal(asked, 1);
  send({ kind: 'remote', event: { kind: 'stale' } });
  await until(() => asked === 2);
  send({ kind: 'action', action: 'refresh' });
  await until(() => asked === 3);
});

t.test('the next remote is asked for its own', async t => {
  const asked: string[] = [];
  const { send, remote } = bench(t, {
    there: async name => {
      asked.push(name);
      return new Map();
    },
  });
  await until(() => remote().there !== undefined);
  send({ kind: 'action', action: 'next-remote', pane: 'remote' });
  await until(() => asked.length === 2 && remote().there !== undefined);
  t.same(asked, ['origin', 'backup']);
});

t.test('what goes wrong is told, and made safe', async t => {
  const { remote } = bench(t, { there: async () => Promise.reject(new Error('cannot\nreach \x1b[2J it')) });
  await until(() => remote().trouble !== undefined);
  t.equal(remote().trouble, 'cannot\nreach \\u{1b}[2J it');
});

t.test('where remotes cannot be listed there are none', async t => {
  const { remote } = bench(t, { remotes: async () => Promise.reject(new Error('no')) });
  await until(() => remote().remotes !== undefined);
  t.same(remote().remotes, []);
});
