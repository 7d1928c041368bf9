import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openRepository } from '../../../src/git/open.ts';
import type { DiffWish, TreeDiffs } from '../../../src/git/tree-diff.ts';
import { openedRepository } from '../../support/recorded-run.ts';

const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => `line ${from + at}\n`).join('');
const on = await openedRepository(t, {
  files: {
    'src/a.py': 'one\ntwo\n',
    'gone.py': 'x\n',
    'old name.py': lines(1, 30),
    'model.bin': Buffer.from([0, 1, 2]),
  },
});
const from = on.git('rev-parse', 'HEAD');
on.write('src/a.py', 'one\n2\n3\n');
on.git('rm', '-q', 'gone.py');
on.git('mv', 'old name.py', 'new name.py');
on.write('model.bin', Buffer.from([0, 1, 3]));
on.write('tab\tand "quote".py', 'y\n');
on.git('add', '--all');
on.git('commit', '-q', '-m', 'second');
const to = on.git('rev-parse', 'HEAD');
const diffs = on.repository.diffs as TreeDiffs;

async function printed(wish: Partial<DiffWish>, door = diffs): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of door.print(from, to, { forms: ['patch'], colour: false, ...wish }))
    pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

t.test('the files that differ are told with their lines, renames as such', async t => {
  const byPath = new Map((await diffs.list(from, to)).map(change => [change.path, change]));
  t.same(
    [...byPath.values()].sort((a, b) => (a.path < b.path ? -1 : 1)),
    [
      { path: 'gone.py', state: 'removed', added: 0, deleted: 1 },
      { path: 'model.bin', state: 'changed' },
      { path: 'new name.py', state: 'renamed', from: 'old name.py', added: 0, deleted: 0 },
      { path: 'src/a.py', state: 'changed', added: 2, deleted: 1 },
      { path: 'tab\tand "quote".py', state: 'added', added: 1, deleted: 0 },
    ],
  );
});

t.test('the patch is that of git diff, and Git applies it', async t => {
  t.equal(await printed({}), `${on.git('diff', from, to)}\n`);
  t.match(await printed({ colour: true }), '\x1b[31m-two\x1b[m\n');
  t.equal(await printed({ forms: ['name-only'], paths: ['src'] }), 'src/a.py\n');
  t.match(await printed({ forms: ['stat'], width: 60 }), /^ gone\.py +\| +1 -\n/);
});

t.test('paths are those of the working directory', async t => {
  const below = await openRepository(join(on.path, 'src'), on.env);
  t.teardown(() => below.close());
  t.equal(await printed({ forms: ['name-only'], paths: ['a.py'] }, below.diffs), 'src/a.py\n');
});

t.test('nothing that attributes or settings name is started', async t => {
  const ran = join(on.home, 'ran');
  on.git('config', 'diff.external', `touch ${ran}`);
  on.git('config', 'diff.stranger.textconv', `touch ${ran}; cat`);
  on.git('config', 'diff.stranger.command', `touch ${ran}`);
  on.write('.gitattributes', '* diff=stranger\n');
  t.match(await printed({}), '\n-two\n+2\n+3\n');
  t.notOk(existsSync(ran));
});

t.test('what is not there is an error of Git', async t => {
  await t.rejects(diffs.list(from, '0'.repeat(40)), { name: 'GitCommandError' });
});
