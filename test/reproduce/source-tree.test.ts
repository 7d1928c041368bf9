import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { record } from '../../src/record/record.ts';
import { type SourceTreeRequest, withSourceTree } from '../../src/reproduce/source-tree.ts';
import { dirtyTree } from '../support/dirty-tree.ts';
import { type Opened, openedRepository, recordRun, settingsIn } from '../support/recorded-run.ts';
import { snapshotOf } from '../support/temporary-repository.ts';

function asked({ repository, env, git }: Opened, more: Partial<SourceTreeRequest> = {}): SourceTreeRequest {
  return { repository, env, commit: git('rev-parse', 'HEAD'), link: [], ...more };
}

t.test('a source is there while it is needed, and gone then, whatever happens', async t => {
  const opened = await openedRepository(t, { files: { a: '1' } });
  const before = snapshotOf(opened.path);
  const path = await withSourceTree(asked(opened), async tree => {
    t.equal(readFileSync(join(tree.path, 'a'), 'utf8'), '1');
    t.equal(tree.repository.place.workTree, tree.path);
    t.equal(tree.repository.place.commonDir, opened.repository.place.commonDir);
    writeFileSync(join(tree.path, 'left'), '');
    return tree.path;
  });
  t.notOk(existsSync(path));
  const failing = withSourceTree(asked(opened), () => Promise.reject(new Error('no')));
  await t.rejects(failing, { message: 'no' });
  t.same(readdirSync(join(path, '..')), []);
  t.same(snapshotOf(opened.path), before);
});

t.test('what a fresh worktree lacks is linked, and what is behind a link outlives it', async t => {
  const opened = await openedRepository(t, {
    files: { 'data/.gitkeep': '', 'sub/there': 'source', '.gitignore': '.venv/\ndata/*\n!.gitkeep\n' },
  });
  const { path, write } = opened;
  write('data/train.csv', '1,2');
  write('.venv/bin/python', '');
  write('sub/there', 'edited');
  const link = ['./data/', '.venv', 'sub/there', 'missing', '../outside', '/etc'];
  await withSourceTree(asked(opened, { link }), async tree => {
    t.equal(readFileSync(join(tree.path, 'data/train.csv'), 'utf8'), '1,2');
    t.ok(lstatSync(join(tree.path, '.venv')).isSymbolicLink());
    t.equal(readFileSync(join(tree.path, 'sub/there'), 'utf8'), 'source', 'the source wins');
    t.same(tree.request('sub').laidOut.linked.toSorted(), ['.venv', 'data/train.csv']);
  });
  t.equal(readFileSync(join(path, 'data/train.csv'), 'utf8'), '1,2');
  t.ok(existsSync(join(path, '.venv/bin/python')));
});

t.test('a run in it has the same source, bytes of its own and all, and no links', async t => {
  const opened = await dirtyTree(t);
  const { repository, env, write } = opened;
  const { run } = await recordRun(opened, ['true']);
  write('ignored', 'linked');
  const { commit } = run.source;
  const settings = await settingsIn(opened);
  const tree = { repository, env, commit, source: run.source, link: ['ignored'] };
  const { stored } = await withSourceTree(tree, async place =>
    record({
      ...place.request('.'),
      settings,
      env,
      argv: ['true'],
      params: {},
      tags: {},
      note: '',
      lineage: [],
      headIsSource: true,
      now: Date.now,
    }),
  );
  const { source } = stored?.run ?? {};
  t.equal(source?.commit, commit);
  t.same(source?.raw, run.source.raw);
  t.match(source, { modified: 0, added: 0, deleted: 0, omitted: [], stable: true });
});

t.test('a link of a stranger does not lead out', async t => {
  const opened = await openedRepository(t, { files: { a: '1' } });
  symlinkSync('/etc', join(opened.path, 'link'));
  mkdirSync(join(opened.path, 'data'));
  opened.git('add', 'link');
  opened.git('commit', '-q', '-m', 'link');
  const request = asked(opened, { links: 'inside' });
  await t.rejects(
    withSourceTree(request, async () => {}),
    { name: 'UnsafePathError' },
  );
  await withSourceTree(asked(opened), async tree =>
    t.ok(lstatSync(join(tree.path, 'link')).isSymbolicLink()),
  );
});
