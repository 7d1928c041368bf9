import t from 'tap';
import { type Clone, team } from '../support/clones.ts';

t.test('with run.push=always a run is there when it has ended', async t => {
  const { clones, refs } = await team(t, 1);
  const [here] = clones as [Clone];
  t.notMatch(await here.run('exec', '--', 'true'), { stderr: /pushed/ });
  t.same(refs(), []);
  here.git('config', 'run.push', 'always');
  t.match(await here.run('exec', '--', 'true'), { exitCode: 0, stderr: /git-run: pushed to origin\n$/ });
  t.ok(refs().some(line => /refs\/runs\/[0-9a-z]{26}$/.test(line)));
  t.notMatch((await here.run('exec', '--quiet', '--', 'true')).stderr, /pushed/);
});

t.test('the job’s end is its own, whatever is in the way of the push', async t => {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  here.git('config', 'run.push', 'always');
  here.git('config', 'remote.origin.url', '/nowhere/x.git');
  t.match(await here.run('exec', '--', 'false'), {
    exitCode: 1,
    stderr: /recorded .*\ngit-run: not pushed: origin: there is no repository\n {2}look at the address/,
  });
  here.git('config', 'run.push', 'sometimes');
  t.match(await here.run('exec', '--', 'true'), { exitCode: 0, stderr: /not pushed: git config run\.push/ });
});
