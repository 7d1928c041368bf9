import { execFileSync } from 'node:child_process';
import t from 'tap';
import { remotes } from '../../../src/doctor/checks/remotes.ts';
import { setUp } from '../../support/set-up.ts';

t.test('each trap is told with what it does, and what to type ends it', async t => {
  const { on, look } = setUp(t);
  t.match(await remotes.look(await look()), [{ state: 'ok' }]);
  const settings = [
    ['remote.my o.mirror', 'true'],
    ['remote.my o.fetch', '+refs/*:refs/*'],
    ['remote.my o.push', 'refs/*:refs/*'],
    ['remote.force.fetch', '+refs/runs/*:refs/runs/*'],
    ['remote.force.prune', 'false'],
    ['fetch.prune', 'true'],
  ] as const;
  for (const [key, value] of settings) on.git('config', key, value);
  const found = await remotes.look(await look());
  t.match(
    found.map(({ state, message }) => `${state} ${message}`),
    [
      /^problem git push 'my o' publishes/,
      /^problem git fetch 'my o' deletes/,
      /^problem .* in progress/,
      /^warning .*force/,
    ],
  );
  for (const line of found.flatMap(({ remedy }) => remedy))
    execFileSync('sh', ['-c', line], { cwd: on.path, env: on.env });
  t.match(await remotes.look(await look()), [{ state: 'ok' }]);
});
