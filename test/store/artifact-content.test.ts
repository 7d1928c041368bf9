import t from 'tap';
import type { Readable } from '../../src/git/readable.ts';
import { artifactContent, refuseOtherBlob } from '../../src/store/artifact-content.ts';

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
