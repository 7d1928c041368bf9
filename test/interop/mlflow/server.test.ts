import { once } from 'node:events';
import { connect } from 'node:net';
import t from 'tap';
import { mlflowBench } from '../../support/mlflow-bench.ts';

const TOKEN = 'a-token-of-some-length';
const bench = await mlflowBench(t);
const guarded = await mlflowBench(t, { serve: { token: TOKEN } });
const run = await bench.begin();

t.test('a path that there is not says so in JSON', async t => {
  t.match(await bench.send('POST', '/api/2.0/mlflow/webhooks/create', { body: {} }), {
    status: 404,
    json: { error_code: 'ENDPOINT_NOT_FOUND' },
  });
  t.equal((await bench.send('GET', '/health%2f')).status, 404);
});

t.test('the token is taken in front of every path, and as a password', async t => {
  t.equal(new URL(guarded.endpoint.url).pathname, `/${TOKEN}`);
  t.equal((await guarded.send('GET', `/${TOKEN}/health`)).text, 'OK');
  t.equal(
    (await guarded.send('GET', '/health', { headers: { Authorization: `Bearer ${TOKEN}` } })).text,
    'OK',
  );
  const { status } = await guarded.send('POST', `/${TOKEN}/api/2.0/mlflow/runs/create`, { body: {} });
  t.equal(status, 200);
});

t.test('a connection that breaks while a file comes leaves none', async t => {
  const { port } = new URL(bench.endpoint.url);
  const path = `/api/2.0/mlflow-artifacts/artifacts/0/${run}/artifacts/broken.bin`;
  await new Promise<void>(resolve => {
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        `PUT ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Length: 1000\r\n\r\nhalf`,
        () => socket.destroy(),
      );
    });
    socket.on('close', () => resolve());
  });
  t.equal((await bench.send('GET', path)).status, 404);
});

t.test('a client that still sends what is refused is answered, and its connection goes on', async t => {
  const { port } = new URL(bench.endpoint.url);
  const piece = Buffer.alloc(2 ** 22, '[');
  // The server waits for no more than 64 MB of what it has refused.
  const pieces = 36;
  const socket = connect(Number(port), '127.0.0.1');
  let said = '';
  socket.setEncoding('latin1').on('data', text => {
    said += text;
  });
  const send = async (bytes: string | Buffer) => {
    if (!socket.write(bytes)) await once(socket, 'drain');
  };
  const head = `HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: application/json\r\n`;
  await send(`POST /api/2.0/mlflow/runs/set-tag ${head}Content-Length: ${pieces * piece.length}\r\n\r\n`);
  for (let count = 0; count < pieces; count++) await send(piece);
  await send(`GET /health ${head}Connection: close\r\n\r\n`);
  await once(socket, 'close');
  t.match(said, /^HTTP\/1.1 400 .*too large.*HTTP\/1.1 200 OK.*OK/s);
});

t.test('a server that stops answers no more', async t => {
  const stopping = await mlflowBench(t);
  await stopping.endpoint.close();
  await t.rejects(stopping.send('GET', '/health'), { code: 'ECONNREFUSED' });
});
