import t from 'tap';
import { formatCommit, parseCommit } from '../../../src/git/embedded/commit.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

const [TREE, PARENT] = ['1'.repeat(40), '2'.repeat(40)];

t.test('what is printed is what git reads, and is read again', async t => {
  const { path, env } = temporaryRepository(t);
  const author = { name: 'Ada', email: 'a@b' };
  const bytes = formatCommit(TREE, {
    ref: 'r',
    parent: PARENT,
    changes: [],
    author,
    time: 12,
    message: 'ü\n\nparent 3',
  });
  const oid = gitIn(path, env, ['hash-object', '-t', 'commit', '--stdin', '-w'], bytes);
  t.equal(
    gitIn(path, env, ['log', '-1', '--no-walk', '--format=%T %P %an %ct %B', oid]).trim(),
    `${TREE} ${PARENT} Ada 12 ü\n\nparent 3`,
  );
  t.same(parseCommit(bytes), { tree: TREE, parents: [PARENT], time: 12 });
  const merge = { ref: 'r', parent: PARENT, merged: [TREE], changes: [], author, time: 12, message: 'm\n' };
  t.same(parseCommit(formatCommit(TREE, merge)).parents, [PARENT, TREE]);
});

t.test('merges and signatures are read past', async t => {
  const text = `tree ${TREE}\nparent ${PARENT}\nparent ${TREE}\nauthor A <a> 1 +0200\ncommitter B <b> 5 -0700\ngpgsig x\n parent ${TREE}\n\ncommitter C <c> 9 +0000\n`;
  t.same(parseCommit(Buffer.from(text)), { tree: TREE, parents: [PARENT, TREE], time: 5 });
});
