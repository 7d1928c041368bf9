import t from 'tap';
import { readMessage, readQuery } from '../../../src/interop/mlflow/requests.ts';

async function* body(...pieces: string[]) {
  for (const piece of pieces) yield Buffer.from(piece);
}
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

t.test('what is given several times in a query is a list', async t => {
  t.same(
    { ...readQuery(new URLSearchParams('a=1&b=x&b=y&__proto__=z')) },
    { a: '1', b: ['x', 'y'], ['__proto__']: 'z' },
  );
});

t.test('a message is read however it comes in pieces', async t => {
  t.same({ ...(await readMessage(JSON_TYPE, body('{"a', '":"', 'ü"}'))) }, { a: 'ü' });
});

t.test('what a web page could have a browser send is refused', async t => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])
    await t.rejects(
      readMessage({ 'content-type': type }, body('{}')),
      { message: /Content-Type must be one of/ },
      type,
    );
});

t.test('a message that is too long is refused, and read to its end', async t => {
  await t.rejects(readMessage(JSON_TYPE, body('x'.repeat(1_000_001))), {
    message: /got a request of size 1000001/,
  });
  await t.rejects(readMessage(JSON_TYPE, body(...Array(50).fill('x'.repeat(100_000)))), {
    message: /size 5000000/,
  });
  await readMessage(JSON_TYPE, body(`"${'ü'.repeat(999_000)}"`));
});
