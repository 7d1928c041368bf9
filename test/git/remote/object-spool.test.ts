import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import t from 'tap';
import { objectSpool } from '../../../src/git/remote/object-spool.ts';
import { idOf, inPieces } from '../../support/packs.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('objects are kept by the ids of their bytes, in memory and beyond', async t => {
  const directory = temporaryDirectory(t);
  const spool = objectSpool(directory);
  t.teardown(() => spool.close());
  const contents = Array.from({ length: 5 }, () => randomBytes(1 << 24));
  const ids = contents.map(content => spool.put('blob', content));
  t.same(
    ids,
    contents.map(content => idOf('blob', content)),
  );
  const streamed = randomBytes(3_000_000);
  const id = await spool.putStream('tree', streamed.length, inPieces(streamed, 70_000));
  t.equal(id, idOf('tree', streamed));
  for (const [at, content] of contents.entries()) t.ok(spool.get(ids[at]!)?.content.equals(content));
  t.match(spool.get(id), { type: 'tree', oid: id });
  t.ok(Buffer.concat([...spool.stream(id)]).equals(streamed));
  t.equal(spool.put('blob', contents[4]!), ids[4]);
  t.same(readdirSync(directory), [], 'nothing is left, however we end');
});

t.test('what was not received is not there', async t => {
  const spool = objectSpool(temporaryDirectory(t));
  t.equal(spool.get('0'.repeat(40)), undefined);
  t.equal(spool.has('0'.repeat(40)), false);
  t.same([...spool.stream('0'.repeat(40))], []);
  spool.close();
});

t.test('an object that says to be larger than the disk is refused before it comes', async t => {
  const spool = objectSpool(temporaryDirectory(t));
  const never = (async function* () {
    t.fail('it was read');
    yield Buffer.alloc(0);
  })();
  await t.rejects(spool.putStream('blob', 2 ** 52, never), /more than there is room for/);
  spool.close();
});
