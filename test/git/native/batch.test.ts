import { once } from 'node:events';
import t from 'tap';
import { openBatch } from '../../../src/git/native/batch.ts';
import { gitProgram } from '../../../src/git/native/program.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('objects are read in the order asked for, with nothing where there is none', async t => {
  const { path, env, git } = temporaryRepository(t, { files: { 'a b': 'one\n', empty: '' } });
  const batch = openBatch(gitProgram(path, env));
  const head = git('rev-parse', 'HEAD');
  const found = await batch.read([
    'HEAD:a b',
    'nothing',
    head,
    '',
    'line\nbreak',
    'HEAD:empty',
    'HEAD^{tree}',
    'x blob 5',
  ]);
  t.same(
    found.map(object => object?.type),
    ['blob', undefined, 'commit', undefined, undefined, 'blob', 'tree', undefined],
  );
  t.equal(found[0]?.content.toString(), 'one\n');
  t.equal(found[2]?.oid, head);
  t.equal(found[5]?.content.length, 0);
  await batch.close();
});

t.test('many questions, large answers and several readers at once do not mix', async t => {
  const { path, env } = temporaryRepository(t);
  const content = (index: number) => `${index}:`.repeat(index * 37);
  const input = (index: number) => gitIn(path, env, ['hash-object', '-w', '--stdin'], content(index));
  const ids = Array.from({ length: 20 }, (_, index) => input(index));
  const large = gitIn(path, env, ['hash-object', '-w', '--stdin'], 'x'.repeat(3_000_000));
  const batch = openBatch(gitProgram(path, env));
  const many = Array.from({ length: 300 }, (_, index) => ids[index % 20] as string);
  const [first, second, third] = await Promise.all([
    batch.read(many),
    batch.read([large]),
    batch.read(many.toReversed()),
  ]);
  t.ok(first.every((object, index) => object?.content.toString() === content(index % 20)));
  t.equal(second[0]?.content.length, 3_000_000);
  t.equal(third[0]?.content.toString(), content(19));
  await batch.close();
});

t.test('what is written while the batch is open is found', async t => {
  const { path, env } = temporaryRepository(t);
  const batch = openBatch(gitProgram(path, env));
  const text = 'later';
  const oid = gitIn(path, env, ['hash-object', '--stdin'], text);
  t.same(await batch.read([oid]), [undefined]);
  gitIn(path, env, ['hash-object', '-w', '--stdin'], text);
  t.equal((await batch.read([oid]))[0]?.content.toString(), text);
  await batch.close();
});

t.test('a batch that was never asked can be closed, and one that was closed asked again', async t => {
  const { path, env } = temporaryRepository(t);
  const batch = openBatch(gitProgram(path, env));
  await batch.close();
  t.equal((await batch.read(['HEAD']))[0]?.type, 'commit');
  await batch.close();
  await batch.close();
});

t.test('one that was ended still answers, and keeps no git open', async t => {
  const { path, env } = temporaryRepository(t);
  const git = gitProgram(path, env);
  const ends: Promise<unknown>[] = [];
  const open: typeof git.open = words => {
    const child = git.open(words);
    ends.push(once(child, 'close'));
    return child;
  };
  const batch = openBatch(Object.assign(git.bind(undefined), git, { open }));
  const early = batch.read(['HEAD']);
  await batch.end();
  t.equal((await early)[0]?.type, 'commit');
  const late = [batch.read(['HEAD']), batch.read(['HEAD^{tree}'])];
  t.same(
    (await Promise.all(late)).map(([object]) => object?.type),
    ['commit', 'tree'],
  );
  await Promise.all(ends);
  t.equal(ends.length, 3);
});

t.test('git that cannot be read from is an error, not an endless wait', async t => {
  const { path, env } = temporaryRepository(t);
  const batch = openBatch(gitProgram(path, { ...env, GIT_DIR: '/nonexistent' }));
  await t.rejects(batch.read(['HEAD']), { code: 'git-command' });
  await batch.close();
});
