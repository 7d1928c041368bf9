import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readIndexMarks } from '../../../src/git/native/index-marks.ts';
import { MARKS_ARGS, parseMarks } from '../../../src/git/native/marks.ts';
import { gitIn, type RepositoryOptions, temporaryRepository } from '../../support/temporary-repository.ts';

const LONG = `${'d'.repeat(200)}/`.repeat(21);

for (const objectFormat of ['sha1', 'sha256'] as const) {
  t.test(`the file tells what Git tells (${objectFormat})`, async t => {
    const { path, env, git } = temporaryRepository(t, {
      objectFormat,
      files: Object.fromEntries([...'abcdefgh'].map((_, length) => ['é'.repeat(length + 1), '1'])),
    });
    const idLength = objectFormat === 'sha256' ? 32 : 20;
    const same = (isSparse: boolean) => {
      const told = execFileSync('git', MARKS_ARGS, { cwd: path, env });
      const read = readIndexMarks(readFileSync(join(path, '.git/index')), { idLength, isSparse });
      t.same(read, parseMarks(told, isSparse));
      return read;
    };
    t.same(same(false), { hidden: [], converts: false, gitlinks: [], sparse: 0 });
    git('update-index', '--assume-unchanged', 'é', 'ééé');
    git('update-index', '--skip-worktree', 'ééé', 'éééé');
    t.same(same(false)?.hidden, ['é', 'ééé', 'éééé']);
    t.match(same(true), { hidden: ['é'], sparse: 2 }, 'a sparse checkout leaves files out');
    const oid = git('hash-object', '-w', '-t', 'blob', '/dev/null');
    git('update-index', '--add', '--cacheinfo', `100644,${oid},${LONG}x`);
    git('update-index', '--add', '--cacheinfo', `100644,${oid},z/.gitattributes`);
    git('update-index', '--assume-unchanged', '--', 'éé');
    t.same(same(false)?.hidden, ['é', 'éé', 'ééé', 'éééé']);
    t.equal(same(false)?.converts, true);
    const [ours, theirs] = ['1', '2'].map(digit => digit.repeat(idLength * 2)) as [string, string];
    git('update-index', '--add', '--cacheinfo', `160000,${ours},sub`);
    const stages = [3, 1, 2].map(stage => `160000 ${stage === 2 ? ours : theirs} ${stage}\tsub merged\n`);
    gitIn(path, env, ['update-index', '--index-info'], stages.join(''));
    t.same(same(false)?.gitlinks, [
      { path: 'sub', oid: ours, unmerged: false },
      { path: 'sub merged', oid: ours, unmerged: true },
    ]);
  });
}

t.test('of an index it cannot read Git is asked', async t => {
  const read = (how: readonly string[], options: RepositoryOptions = { files: { a: '1' } }) => {
    const { path, git } = temporaryRepository(t, options);
    if (how.length > 0) git(...how);
    return readIndexMarks(readFileSync(join(path, '.git/index')), { idLength: 20, isSparse: false });
  };
  t.ok(read([]));
  t.equal(read(['update-index', '--index-version', '4']), undefined);
  t.equal(read(['update-index', '--split-index']), undefined);
  t.equal(read(['sparse-checkout', 'set', '--sparse-index', 'd'], { files: { 'e/f': '1' } }), undefined);
  const facts = { idLength: 20, isSparse: false };
  t.equal(readIndexMarks(Buffer.from('DIRC'), facts), undefined);
  const { path } = temporaryRepository(t, { files: { a: '1', b: '2' } });
  const bytes = readFileSync(join(path, '.git/index'));
  for (const length of [40, 100, 150]) t.equal(readIndexMarks(bytes.subarray(0, length), facts), undefined);
});
