import t from 'tap';
import { cli } from '../../support/cli.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('the set-up is checked, and a problem is an exit code', async t => {
  const on = temporaryRepository(t, { config: { 'gc.auto': '1' } });
  const run = cli(on, { now: Date.now });
  t.match(await run('doctor'), { exitCode: 0, stdout: /^ok {7}git {10}2\..*\n/, stderr: '' });
  on.git('config', 'run.logLimit', 'none');
  const { exitCode, stdout } = await run('doctor', '--json');
  t.equal(exitCode, 1);
  const { version, checks } = JSON.parse(stdout);
  t.equal(version, 1);
  t.match(
    checks.filter(({ state }: { state: string }) => state === 'problem'),
    [{ check: 'settings', message: /run\.logLimit.*'none' is no size/, remedy: [] }],
  );
});
