import t from 'tap';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const run = cli(bench.on);
await bench.save(bench.run({ name: 'otter' }));

t.test('a note is written, shown, and gives way to the next one', async t => {
  t.match(await run('note', '@'), { exitCode: 0, stdout: '', stderr: 'git-run: otter has no note\n' });
  t.match(await run('note', '@', '-m', 'first'), { exitCode: 0, stderr: 'git-run: noted on otter\n' });
  await run('note', '@', '-m', 'warm-up\nhelps \x1b[2J');
  t.equal((await run('note', 'otter')).stdout, 'warm-up\nhelps \\u{1b}[2J\n');
});

t.test('it is removed, and not both', async t => {
  t.match(await run('note', '@', '-d', '-m', 'x'), {
    exitCode: 2,
    stderr: 'git-run: -m and --delete exclude each other\n',
  });
  t.match(await run('note', '@', '--delete'), {
    exitCode: 0,
    stderr: 'git-run: removed the note of otter\n',
  });
  t.equal((await run('note', '@')).stdout, '');
});
