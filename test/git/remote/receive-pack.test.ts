import t from 'tap';
import { objectSpool } from '../../../src/git/remote/object-spool.ts';
import { receivePack } from '../../../src/git/remote/receive-pack.ts';
import { deltaOf, idOf, inPieces, type MadeEntry, packOf, size } from '../../support/packs.ts';

const spool = objectSpool();
t.teardown(() => spool.close());
const receive = (entries: readonly MadeEntry[], most = 1e9) =>
  receivePack(inPieces(packOf(entries)), spool, most);

t.test('deltas are made whole, from bases in the pack and from those that came before', async t => {
  const base = Buffer.from('base '.repeat(99));
  await receive([
    { type: 'blob', content: base },
    { back: 1, content: deltaOf(base.length, Buffer.from('one')) },
    { back: 1, content: deltaOf(3, Buffer.from('two')) },
  ]);
  await receive([{ back: idOf('blob', 'two'), content: deltaOf(3, Buffer.from('three')) }]);
  for (const content of [base, 'one', 'two', 'three'])
    t.equal(`${spool.get(idOf('blob', content))?.content}`, `${content}`);
});

t.test('a base that is missing, or comes later, is refused', async t => {
  const delta = deltaOf(3, Buffer.from('x'));
  await t.rejects(receive([{ back: 5, content: delta }]), { code: 'corrupt-record' });
  const later = [{ back: idOf('blob', 'new'), content: delta }, { type: 'blob', content: 'new' } as const];
  await t.rejects(receive(later), /did not come before/);
});

t.test('bombs are given up', async t => {
  const zeros = Buffer.alloc(1 << 21);
  await t.rejects(receive([{ type: 'blob', content: zeros }], 1 << 20), /larger than/);
  const copies = Buffer.concat([size(1 << 21), size(1 << 24), Buffer.alloc(256, 0x80)]);
  await t.rejects(
    receive(
      [
        { type: 'blob', content: zeros },
        ...Array.from({ length: 9 }, (_, at) => ({ back: at + 1, content: copies })),
      ],
      1 << 25,
    ),
    /larger than/,
  );
  const chain = Array.from({ length: 5000 }, (_, at) => ({
    back: 1,
    content: deltaOf(at === 0 ? 1 : `${at - 1}`.length, Buffer.from(`${at}`)),
  }));
  await t.rejects(receive([{ type: 'blob', content: 'x' }, ...chain]), /too long/);
});
