import t from 'tap';
import { allLines, gitLines } from '../../../src/git/native/git-lines.ts';
import { programBench } from '../../support/git-program.ts';

t.test('lines come as they are printed, whole, however many there are', async t => {
  const { git } = programBench(t);
  const input = Array.from({ length: 20_000 }, (_, at) => `line ${at}\n`).join('');
  const oid = (await git(['hash-object', '-w', '--stdin'], { input })).toString().trim();
  const lines = await allLines(git, ['cat-file', 'blob', oid]);
  t.equal(`${lines.join('\n')}\n`, input);
  let batches = 0;
  for await (const batch of gitLines(git, ['cat-file', 'blob', oid])) batches += batch.length > 0 ? 1 : 0;
  t.ok(batches > 1, `${batches} batches`);
  t.same(await allLines(git, ['rev-list', '--stdin', '--count'], 'HEAD\n'), ['1']);
});

t.test('a call that fails throws at its end, also after some lines', async t => {
  const { git } = programBench(t);
  await t.rejects(allLines(git, ['rev-list', 'none']), { code: 'git-command' });
  await t.rejects(allLines(git, ['rev-list', '--stdin'], 'HEAD\nnone\n'), { code: 'git-command' });
});
