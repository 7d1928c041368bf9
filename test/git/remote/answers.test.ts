import t from 'tap';
import { linesOf, packOf, passTo, refsIn, sound } from '../../../src/git/remote/answers.ts';
import { byteReader } from '../../../src/git/remote/byte-reader.ts';
import type { HttpRemote } from '../../../src/git/remote/http.ts';
import { FLUSH, packet } from '../../../src/git/remote/packets.ts';
import { CorruptRecordError } from '../../../src/run/errors.ts';
import { inPieces } from '../../support/packs.ts';

const REMOTE: HttpRemote = {
  shown: 'http://h/x',
  ask: async () => Promise.reject(new Error('asked')),
  close() {},
};
const reading = (...parts: string[]) => byteReader(inPieces(Buffer.from(parts.join(''), 'latin1')));
const band = (number: number, text: string) =>
  (text.length + 5).toString(16).padStart(4, '0') + String.fromCharCode(number) + text;

async function pack(...parts: string[]): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of packOf(REMOTE, reading(...parts))) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

t.test('lines are read to the flush behind them', async t => {
  t.same(await linesOf(REMOTE, reading(packet('a'), packet('b'), FLUSH, packet('c'))), ['a', 'b']);
  t.same(await linesOf(REMOTE, reading(packet('a'), packet('b'), FLUSH), line => line === 'b'), ['b']);
  await t.rejects(linesOf(REMOTE, reading(packet('a'))), { code: 'remote', message: /breaks off/ });
});

t.test('what the server says where it refuses is passed on', async t => {
  const message = 'http://h/x: it says: upload-pack: not our ref';
  await t.rejects(linesOf(REMOTE, reading(packet('ERR upload-pack: not our ref'))), { message });
  await t.rejects(passTo(REMOTE, reading(packet('ERR upload-pack: not our ref')), 'NAK'), { message });
  await t.rejects(pack(band(1, 'PA'), band(3, 'upload-pack: not our ref')), { message });
});

t.test('a pack is what is on its band', async t => {
  t.equal(await pack(band(2, 'counting'), band(1, 'PA'), band(1, 'CK'), FLUSH, 'more'), 'PACK');
  await t.rejects(pack(band(1, 'PA')), { message: /breaks off/ });
  const reader = reading(
    packet('shallow-info'),
    packet('shallow x'),
    '0001',
    packet('packfile'),
    band(1, 'P'),
    FLUSH,
  );
  await passTo(REMOTE, reader, 'packfile');
  for await (const piece of packOf(REMOTE, reader)) t.equal(`${piece}`, 'P');
});

t.test('refs are those with an id, and nothing peeled', async t => {
  const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];
  const lines = [
    `${b} refs/runs/2`,
    `${a} refs/runs/1 peeled:x`,
    `${a} refs/runs/1^{}`,
    'x refs/runs/3',
    `${a} HEAD`,
  ];
  t.same(refsIn(lines, 'refs/runs/'), [
    { name: 'refs/runs/1', oid: a },
    { name: 'refs/runs/2', oid: b },
  ]);
});

t.test('what is damaged in an answer is said of the remote', async t => {
  const damaged = async () => {
    throw new CorruptRecordError('the pack', 'its digest is another');
  };
  await t.rejects(sound(REMOTE, damaged), {
    code: 'remote',
    message: 'http://h/x: its answer is not sound: the pack is damaged: its digest is another',
  });
  await t.rejects(
    sound(REMOTE, async () => Promise.reject(new TypeError('ours'))),
    TypeError,
  );
  t.equal(await sound(REMOTE, async () => 1), 1);
});
