import t from 'tap';
import { readMessage, readRefusal } from '../../../src/interop/mlflow-server/read-answer.ts';

async function* bytes(...pieces: (string | Uint8Array)[]) {
  for (const piece of pieces) yield Buffer.from(piece as string);
}

t.test('numbers of messages are exact, and what is no number of JSON too', async t => {
  const text = '{"step":9007199254740993,"a":NaN,"b":"-Infinity"}';
  t.same(
    { ...(await readMessage('x', bytes(text.slice(0, 9), text.slice(9)))) },
    {
      step: 9007199254740993n,
      a: Number.NaN,
      b: '-Infinity',
    },
  );
  t.same(await readMessage('x', bytes()), {});
});

t.test('what is no message is told', async t => {
  for (const text of ['<html>', '[]', '1', '{', `{"a":${'['.repeat(1000)}`])
    await t.rejects(readMessage('x', bytes(text)), /x: it does not answer as a server of MLflow/);
});

t.test('a message without end is not waited for', async t => {
  let sent = 0;
  async function* endless() {
    for (const piece = Buffer.alloc(1 << 24); ; sent++) yield piece;
  }
  await t.rejects(readMessage('x', endless()), /more than the 268435456 bytes/);
  t.equal(sent, 16);
});

t.test('a refusal says what the server said, and how long it wants us to wait', async t => {
  const body = JSON.stringify({ error_code: 'RESOURCE_DOES_NOT_EXIST', message: 'No run\nhere' });
  const headers = { 'retry-after': '3' };
  t.match(await readRefusal('x', new Response(body, { status: 404, headers })), {
    message: 'x says: No run\nhere',
    data: { status: 404, reason: 'RESOURCE_DOES_NOT_EXIST', retryAfter: 3000 },
  });
  t.match(await readRefusal('x', new Response('<html>', { status: 500 })), { message: 'x answers with 500' });
  const past = { 'retry-after': new Date(0).toUTCString() };
  t.match(await readRefusal('x', new Response('', { status: 503, headers: past })), {
    data: { retryAfter: 0 },
  });
  t.match(await readRefusal('x', new Response('', { status: 401 })), {
    code: 'remote',
    data: { remedy: /MLFLOW_TRACKING_USERNAME/ },
  });
});
