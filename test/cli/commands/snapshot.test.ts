import t from 'tap';
import { cli } from '../../support/cli.ts';
import { openedRepository } from '../../support/recorded-run.ts';

t.test('the answer is the id of a commit with the source of now', async t => {
  const opened = await openedRepository(t, { files: { a: '1' } });
  opened.write('a', '2');
  const { stdout, stderr } = await cli(opened)('snapshot');
  t.equal(opened.git('show', `${stdout.trim()}:a`), '2');
  t.equal(stderr, '');
});

t.test('what a snapshot cannot hold is said', async t => {
  const opened = await openedRepository(t, {
    files: { 'dos.txt': 'a\n' },
    config: { 'core.autocrlf': 'true', 'run.sizeLimit': '10' },
  });
  opened.write('big.bin', 'more than ten bytes');
  opened.write('dos.txt', 'b\r\n');
  const { stdout, stderr } = await cli(opened)('snapshot', '--json');
  t.match(JSON.parse(stdout), { stable: true, omitted: [{ path: 'big.bin' }], normalised: ['dos.txt'] });
  t.match(stderr, /not in the snapshot: big\.bin\n.*not as they are: dos\.txt\n/);
});
