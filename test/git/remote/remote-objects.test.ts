import { randomBytes } from 'node:crypto';
import t from 'tap';
import type { HttpRemote } from '../../../src/git/remote/http.ts';
import { objectSpool } from '../../../src/git/remote/object-spool.ts';
import type { UploadPack, Wants } from '../../../src/git/remote/protocols.ts';
import { remoteObjects } from '../../../src/git/remote/remote-objects.ts';
import { idOf, inPieces, type MadeEntry, packOf } from '../../support/packs.ts';
import type { Teardown } from '../../support/temporary-repository.ts';

const REMOTE: HttpRemote = {
  shown: 'http://h/x',
  ask: async () => Promise.reject(new Error('asked')),
  close() {},
};

type Made = Extract<MadeEntry, { type: string }>;

const blob = (content: Buffer | string): Made => ({ type: 'blob', content });
const oid = ({ type, content }: Made) => idOf(type, content);
const commit = (root: Made): Made => ({ type: 'commit', content: `tree ${oid(root)}\n\nx\n` });
const tree = (entries: readonly [mode: string, name: string, oid: string][]): Made => ({
  type: 'tree',
  content: Buffer.concat(
    entries.flatMap(([mode, name, id]) => [Buffer.from(`${mode} ${name}\0`), Buffer.from(id, 'hex')]),
  ),
});

/** A server that sends what it is told to, whatever is wanted; it notes that. */
function serving(t: Teardown, answers: readonly (readonly MadeEntry[])[], isSelective = true) {
  const asked: Wants[] = [];
  const service: UploadPack = {
    isSelective,
    refs: async () => [],
    pack(wants) {
      asked.push(wants);
      return inPieces(packOf(answers[asked.length - 1] ?? []), 1000);
    },
  };
  const spool = objectSpool();
  t.teardown(() => spool.close());
  return { objects: remoteObjects({ remote: REMOTE, service, spool }), asked };
}

t.test('what is read by name is fetched once, and by its id what a tree that was read names', async t => {
  const [record, edit, file] = [blob('record'), blob('edit'), blob('file')];
  const edits = tree([['100644', 'e', oid(edit)]]);
  const root = tree([
    ['40000', 'annotations', oid(edits)],
    ['100644', 'file', oid(file)],
    ['160000', 'module', '1'.repeat(40)],
    ['100644', 'run.json', oid(record)],
  ]);
  const head = commit(root);
  const { objects, asked } = serving(t, [[head, root, edits], [record], [edit]]);
  const names = ['run.json', 'annotations', 'nothing', 'run.json/x', 'module'].map(
    path => `${oid(head)}:${path}`,
  );
  const read = await objects.read(names);
  t.same(
    read.map(found => found?.oid),
    [oid(record), oid(edits), undefined, undefined, undefined],
  );
  t.same(asked, [
    { oids: [oid(head)], withoutBlobs: true },
    { oids: [oid(record)], withoutBlobs: false },
  ]);
  t.same(await objects.heads([`${oid(head)}:run.json`, oid(edit), ':']), [
    { oid: oid(record), type: 'blob', size: 6 },
    undefined,
    undefined,
  ]);
  t.equal((await objects.read([`${oid(head)}^{tree}`]))[0]?.oid, oid(root));
  t.equal((await objects.read([oid(record)], 5))[0], undefined, 'larger than it may be');
  t.equal(`${(await objects.read([oid(edit)]))[0]?.content}`, 'edit');
  t.equal(
    (await objects.read(['2'.repeat(40)]))[0],
    undefined,
    'a bare id may be false, and is not asked for',
  );
  t.same(await objects.files(oid(head), 'annotations'), [
    { path: 'annotations/e', mode: '100644', type: 'blob', oid: oid(edit) },
  ]);
  t.equal((await objects.files(oid(head))).length, 4);
  t.equal((await objects.read(['1'.repeat(40)]))[0], undefined, 'nor a commit of another repository');
  t.equal(asked.length, 3);
});

t.test('of a server that leaves nothing out nothing more is asked', async t => {
  const record = blob('record');
  const root = tree([['100644', 'run.json', oid(record)]]);
  const head = commit(root);
  const { objects, asked } = serving(t, [[head, root, record]], false);
  t.equal(`${(await objects.read([`${oid(head)}:run.json`]))[0]?.content}`, 'record');
  for await (const piece of objects.stream(oid(record))) t.equal(`${piece}`, 'record');
  t.equal(asked.length, 1);
  await t.rejects(objects.stream('3'.repeat(40))[Symbol.asyncIterator]().next(), { code: 'corrupt-record' });
});

async function whole(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
}

t.test('a large blob streams by, and is the one that was asked for', async t => {
  const large = blob(randomBytes(5_000_000));
  const { objects } = serving(t, [[large], [blob('small')], [large], [tree([])], []]);
  t.ok((await whole(objects.stream(oid(large)))).equals(large.content as Buffer));
  t.equal(`${await whole(objects.stream(oid(blob('small'))))}`, 'small');
  await t.rejects(whole(objects.stream('4'.repeat(40))), { code: 'remote', message: /not the object/ });
  for (const _ of ['a tree', 'nothing'])
    await t.rejects(whole(objects.stream('4'.repeat(40))), {
      code: 'remote',
      message: /does not send the object/,
    });
});

t.test('small blobs are asked for together before they are streamed one by one', async t => {
  const blobs = ['one', 'two', 'three'].map(blob);
  const { objects, asked } = serving(t, [blobs]);
  await objects.prepare?.(blobs.map(oid));
  for (const one of blobs) t.equal(`${await whole(objects.stream(oid(one)))}`, one.content);
  t.equal(asked.length, 1);
  const all = serving(t, [], false);
  await all.objects.prepare?.(blobs.map(oid));
  t.equal(all.asked.length, 0, 'a server that leaves nothing out has sent them');
});

t.test('what it sends that is false is not believed', async t => {
  const root = tree([['100644', 'run.json', '5'.repeat(40)]]);
  const { objects } = serving(t, [
    [commit(root)],
    [root],
    [blob('other')],
    [blob('x'), { back: 9, content: Buffer.alloc(4) }],
  ]);
  const name = `${oid(commit(root))}:run.json`;
  t.same(await objects.read([name]), [undefined], 'a commit without its tree');
  t.same(await objects.read([`${oid(root)}:run.json`]), [undefined], 'another blob');
  await t.rejects(objects.read([`${'6'.repeat(40)}:x`]), { code: 'remote', message: /not sound/ });
});

t.test('trees that name more than a disk holds are given up', async t => {
  const levels: Made[] = [tree([['100644', 'f', oid(blob(''))]])];
  for (let level = 0; level < 12; level++) {
    const below = oid(levels.at(-1) as Made);
    levels.push(tree(Array.from({ length: 10 }, (_, at) => ['40000', `d${at}`, below])));
  }
  const { objects } = serving(t, [[commit(levels.at(-1) as Made), ...levels]]);
  await t.rejects(objects.files(oid(commit(levels.at(-1) as Made))), { code: 'too-large' });
  const deep: Made[] = [tree([])];
  for (let level = 0; level < 2000; level++) deep.push(tree([['40000', 'd', oid(deep.at(-1) as Made)]]));
  const down = serving(t, [[commit(deep.at(-1) as Made), ...deep]]);
  await t.rejects(down.objects.files(oid(commit(deep.at(-1) as Made))), { code: 'too-large' });
});
