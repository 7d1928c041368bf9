import t from 'tap';
import { cli } from '../../support/cli.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const on = temporaryRepository(t);

t.test('without a terminal it says so, and names the command that lists runs', async t => {
  const answer = await cli(on)('ui');
  t.equal(answer.exitCode, 2);
  t.equal(answer.stdout, '');
  t.match(answer.stderr, /the terminal UI needs a terminal/);
  t.match(answer.stderr, /git run log/);
});

t.test('its help says what its options do', async t => {
  const { exitCode, stdout } = await cli(on)('ui', '--help');
  t.equal(exitCode, 0);
  for (const option of ['--read-only', '--no-mouse']) t.match(stdout, option);
});
