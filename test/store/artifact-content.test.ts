import t from 'tap';
import { pointerId } from '../../src/git/lfs/pointer.ts';
import type { Readable } from '../../src/git/readable.ts';
import { artifactContent, refuseOtherBlob, requireContents } from '../../src/store/artifact-content.ts';
import { openedRepository } from '../support/recorded-run.ts';

const artifact = { path: 'model', sha256: '', size: 4 };
const blob = { path: 'artifacts/model', mode: '100644', type: 'blob', oid: 'f'.repeat(40) } as const;

t.test('an artifact of more bytes, or others, than were recorded is told before it is written', async t => {
  t.doesNotThrow(() => refuseOtherBlob(artifact, { ...blob, size: 4 }));
  t.doesNotThrow(() => refuseOtherBlob(artifact, blob), 'a remote does not tell');
  t.throws(
    () => refuseOtherBlob(artifact, { ...blob, size: 5 }),
    /'model' is damaged: it has 5 bytes, and 4 were recorded/,
  );
});

t.test('of a file of which more is sent than was recorded, no more than that is passed on', async t => {
  const stream = async function* () {
    for (const piece of ['12', '34', '56']) yield Buffer.from(piece);
  };
  const source = { objects: { stream } } as unknown as Readable;
  const seen: string[] = [];
  await t.rejects(async () => {
    for await (const piece of artifactContent(source, artifact, blob)) seen.push(piece.toString());
  }, /it has 6 bytes, and 4 were recorded/);
  t.same(seen, ['12', '34']);
});

t.test(
  'the bytes of a large one come from where they are, and those that are not here are named',
  async t => {
    const { repository, write } = await openedRepository(t);
    const content = await repository.contents.put(write('model', 'weights'));
    const large = { path: 'model', ...content, pointer: true } as const;
    const pointer = { ...blob, oid: pointerId('sha1', content), size: 128 };
    t.equal(await text(artifactContent(repository, large, pointer)), 'weights');
    t.throws(
      () => artifactContent(repository, large, blob),
      /'model' is damaged: the tree has another pointer/,
    );
    const absent = { ...large, size: 9, path: 'gone' };
    const to = { ...pointer, oid: pointerId('sha1', absent) };
    await t.rejects(text(artifactContent(repository, absent, to)), {
      code: 'content-missing',
      message: /'gone'/,
    });
    const noLfs = { ...repository, contents: undefined } as unknown as Readable;
    await t.rejects(text(artifactContent(noLfs, large, pointer)), { code: 'content-missing' });
    await requireContents(repository, [artifact, large]);
    await t.rejects(requireContents(repository, [absent, large, { ...absent, path: 'too' }]), {
      message:
        "the bytes of 'gone' are not here, nor those of 1 more: the run has but a Git LFS pointer to them",
    });
  },
);

t.test('a digest of a stranger is no way into the file system', async t => {
  const hostile = { path: 'x', sha256: '../../../../etc/passwd', size: 1, pointer: true } as const;
  const { repository } = await openedRepository(t);
  const pointer = { ...blob, oid: pointerId('sha1', hostile) };
  t.throws(() => artifactContent(repository, hostile, pointer), { code: 'corrupt-record' });
});

async function text(pieces: AsyncIterable<Buffer>): Promise<string> {
  let all = '';
  for await (const piece of pieces) all += piece;
  return all;
}
