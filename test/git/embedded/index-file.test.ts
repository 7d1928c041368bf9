import { chmodSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { formatIndex, readIndex, statBytes, unseenEntry } from '../../../src/git/embedded/index-file.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

t.test('every version is read, and what is printed git reads as the same', async t => {
  const { path, git, write } = temporaryRepository(t, {
    files: {
      a: '1',
      'dir/b*': '2',
      'dir/c': '3',
      é: '4',
      [`long/${'x'.repeat(200)}`]: '5',
      assumed: '6',
      skipped: '7',
    },
  });
  symlinkSync('a', join(path, 'link'));
  write('intended', '8');
  git('add', 'link');
  git('add', '-N', 'intended');
  git('update-index', '--assume-unchanged', 'assumed');
  git('update-index', '--skip-worktree', 'skipped');
  const file = join(path, '.git/index');
  const listing = () => git('ls-files', '--stage', '-v', '--debug', '-z');
  for (const version of ['2', '3', '4']) {
    git('update-index', '--index-version', version);
    const expected = listing();
    const { entries, writtenNs } = readIndex(file);
    t.equal(entries.length, 9);
    t.equal(writtenNs, lstatSync(file, { bigint: true }).mtimeNs);
    t.match(
      entries
        .filter(({ assumeValid, skipWorkTree, intentToAdd }) => assumeValid || skipWorkTree || intentToAdd)
        .map(({ path }) => path),
      ['assumed', 'intended', 'skipped'],
    );
    writeFileSync(file, formatIndex(entries));
    t.equal(listing(), expected, version);
  }
  const [a] = readIndex(file).entries;
  const now = statBytes(lstatSync(join(path, 'a'), { bigint: true }), '100644');
  t.same(a?.stat, now);
  t.match(unseenEntry('x', '100755', '1'.repeat(40)), { stage: 0, mode: '100755', assumeValid: false });
});

t.test(
  'no index is an empty one; a damaged one is an error; what changes its meaning is refused',
  async t => {
    const { path, git } = temporaryRepository(t, { files: { a: '1' } });
    const file = join(path, '.git/index');
    t.same(readIndex(join(path, 'none')).entries, []);
    git('update-index', '--split-index');
    t.throws(() => readIndex(file), { code: 'engine-limit', data: { reason: /split/ } });
    git('update-index', '--no-split-index');
    const bytes = readFileSync(file);
    bytes[70] = (bytes[70] as number) ^ 1;
    chmodSync(file, 0o644);
    writeFileSync(file, bytes);
    t.throws(() => readIndex(file), { code: 'corrupt-record' });
  },
);
