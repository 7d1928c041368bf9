import t, { type Test } from 'tap';
import type { Sides } from '../../src/git/side.ts';
import { objectsOnDemand } from '../../src/share/objects-on-demand.ts';
import { openedRepository } from '../support/recorded-run.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const LARGE = 'x'.repeat(200);

/** What is here, and a remote that leaves out what is large until it is asked for. */
async function bench(t: Test) {
  const there = temporaryRepository(t, {
    files: { small: 'small\n', 'folder/large': LARGE },
    config: { 'uploadpack.allowFilter': 'true' },
  });
  const here = await openedRepository(t, {
    files: { own: 'own\n' },
    config: { 'remote.origin.url': there.path },
  });
  const side = await (here.repository.sides as Sides).of('origin');
  const brought: string[][] = [];
  const objects = objectsOnDemand([here.repository.objects, side.objects], async oids => {
    brought.push([...oids]);
    await side.bring(oids, { most: 100 });
  });
  const [commit = '', large = '', small = ''] = there
    .git('rev-parse', 'HEAD', 'HEAD:folder/large', 'HEAD:small')
    .split('\n');
  const own = here.git('rev-parse', 'HEAD');
  return { here, there, objects, brought, commit, large, small, own };
}

const textOf = (found: readonly ({ content: Buffer } | undefined)[]) =>
  found.map(one => one?.content.toString());

t.test('what is here is read, and nobody is asked', async t => {
  const { objects, brought, own } = await bench(t);
  t.same(textOf(await objects.read([`${own}:own`, `${own}:none`, 'no name'])), [
    'own\n',
    undefined,
    undefined,
  ]);
  t.equal(brought.length, 0);
  t.equal((await objects.heads([`${own}:own`]))[0]?.size, 4);
});

t.test('a commit is brought when something of it is read, and what was left out when that is', async t => {
  const { objects, brought, commit, large, own } = await bench(t);
  const found = await objects.read([`${commit}:small`, `${commit}:none`, `${own}:own`]);
  t.same(textOf(found), ['small\n', undefined, 'own\n']);
  t.same(brought, [[commit]]);
  t.same(textOf(await objects.read([`${commit}:folder/large`])), [LARGE]);
  t.same(brought, [[commit], [large]]);
  await objects.read([`${commit}:folder/large`, `${commit}:folder/none`]);
  t.equal(brought.length, 2, 'what has come is not asked for again');
});

t.test('all that is read at once is brought at once', async t => {
  const { objects, brought, there, commit, large } = await bench(t);
  there.git('commit', '-q', '--allow-empty', '-m', 'second');
  const second = there.git('rev-parse', 'HEAD');
  const found = await objects.read([`${commit}:folder/large`, `${second}:folder/large`]);
  t.same(textOf(found), [LARGE, LARGE]);
  t.same(brought, [[commit, second], [large]]);
});

t.test('files are listed and streamed, and of those that were left out nobody knows the size', async t => {
  const { objects, commit, large, brought } = await bench(t);
  const files = await objects.files(commit);
  t.same(
    files.map(({ path, size }) => [path, size]),
    [
      ['folder/large', undefined],
      ['small', 6],
    ],
  );
  const pieces: Buffer[] = [];
  for await (const piece of objects.stream(large)) pieces.push(piece);
  t.equal(Buffer.concat(pieces).toString(), LARGE);
  t.same(brought, [[commit], [large]]);
});

t.test('what nobody has is asked for once, and that it cannot be had is told', async t => {
  const { objects, brought } = await bench(t);
  const none = '1'.repeat(40);
  await t.rejects(objects.read([none]), { code: 'remote' });
  t.same(await objects.read([none]), [undefined]);
  t.equal(brought.length, 1);
});

t.test('a file that is too large to be read is not asked for: it is here', async t => {
  const { objects, brought, own } = await bench(t);
  t.same(await objects.read([`${own}:own`], 2), [undefined]);
  t.equal(brought.length, 0);
});

t.test('blobs are had at hand before they are streamed', async t => {
  const { objects, brought, large, small } = await bench(t);
  await objects.prepare?.([large, small]);
  t.same(brought, [[large, small]]);
  t.same(textOf(await objects.read([large, small])), [LARGE, 'small\n']);
});
