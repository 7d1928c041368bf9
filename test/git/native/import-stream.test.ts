import t from 'tap';
import { foreignStream, importStream, parseAnswers } from '../../../src/git/native/import-stream.ts';
import type { NewCommit } from '../../../src/git/repository.ts';

const COMMIT: NewCommit = {
  ref: 'refs/runs/x',
  parent: 'p'.repeat(40),
  changes: [],
  author: { name: 'Ada', email: 'ada@example.com' },
  time: 1767323045.7,
  message: 'one\n',
};

const printed = (...commits: NewCommit[]) =>
  Buffer.concat([...importStream(commits)].map(chunk => Buffer.from(chunk))).toString();

t.test('a commit is printed as fast-import reads it, and says when it is done', async t => {
  t.equal(
    printed({
      ...COMMIT,
      base: 'b'.repeat(40),
      changes: [
        { path: 'a "b"', mode: '100644', content: 'é' },
        { path: 'bin', mode: '100755', oid: 'c'.repeat(40) },
        { path: 'old', deleted: true },
      ],
    }),
    [
      'feature done',
      'commit refs/runs/x',
      'mark :1',
      'author Ada <ada@example.com> 1767323045 +0000',
      'committer Ada <ada@example.com> 1767323045 +0000',
      'data 4',
      'one',
      '',
      `from ${'p'.repeat(40)}`,
      `M 040000 ${'b'.repeat(40)} `,
      'M 100644 inline "a \\"b\\""',
      'data 2',
      'é',
      `M 100755 ${'c'.repeat(40)} "bin"`,
      'D "old"',
      '',
      'get-mark :1',
      'ls :1 ""',
      'done',
      '',
    ].join('\n'),
  );
});

t.test('a name cannot end its line, nor the address', async t => {
  const author = { name: 'Eve <x>\nfrom refs/heads/main', email: 'a\0@b>' };
  t.match(printed({ ...COMMIT, author }), '\nauthor Eve xfrom refs/heads/main <a@b> 1767323045 +0000\n');
});

t.test('each commit is answered with its id and its tree', async t => {
  const [commit, tree] = ['1'.repeat(40), '2'.repeat(40)];
  t.same(parseAnswers(`${commit}\n040000 tree ${tree}\t\n${tree}\n040000 tree ${commit}\t\n`), [
    { commit, tree },
    { commit: tree, tree: commit },
  ]);
});

t.test('a tree with nothing in it is known by its id, in both object formats', async t => {
  t.match(parseAnswers(`${'1'.repeat(40)}\nmissing \n`), [{ tree: /^4b825dc6.{32}$/ }]);
  t.match(parseAnswers(`${'1'.repeat(64)}\nmissing \n`), [{ tree: /^6ef19b41.{56}$/ }]);
});

t.test('further parents follow the first', async t => {
  const stream = printed({ ...COMMIT, merged: ['a'.repeat(40), 'b'.repeat(40)] });
  t.match(stream, `from ${'p'.repeat(40)}\nmerge ${'a'.repeat(40)}\nmerge ${'b'.repeat(40)}\n`);
});

t.test('a tree for a commit that somebody else makes is left with nothing of ours upon it', async t => {
  const change = { path: 'a', deleted: true } as const;
  const printed = (more: object) =>
    [...foreignStream({ ref: 'refs/runs/x', base: 'b', changes: [change], ...more })].join('');
  t.equal(
    printed({}),
    'feature done\ncommit refs/runs/x\ncommitter git-run <git-run> 0 +0000\ndata 0\nM 040000 b \nD "a"\n' +
      'ls ""\ndeleteall\n\nreset refs/runs/x\n\ndone\n',
  );
  t.match(
    printed({ base: 'empty', commit: 'c' }),
    /\ndeleteall\nD "a"\n[\s\S]*\nreset refs\/runs\/x\nfrom c\n\ndone\n$/,
  );
});
