import t from 'tap';
import { openServer, whyOne } from '../../../src/interop/mlflow-server/open-server.ts';
import { RefusedError } from '../../../src/interop/mlflow-server/refused-error.ts';
import { RemoteError } from '../../../src/run/repository-errors.ts';
import { CUT, fakeMlflow, hurried, PAGE_500, type Say } from '../../support/fake-mlflow.ts';
import { webServer } from '../../support/web-server.ts';

/** Answers so each time, one after the other; the last for ever. */
function inTurn(...says: Say[]): Say {
  let at = 0;
  return (request, response) => says[Math.min(at++, says.length - 1)]?.(request, response);
}
const busy: Say = (_, response) => {
  response.writeHead(503, { 'retry-after': '2' });
  return 'later';
};

t.test('messages go and come exactly', async t => {
  const { server, asked } = await fakeMlflow(t, {
    '/echo': ({ query, text }) => (text === '' ? { all: query.getAll('a'), b: query.get('b') } : text),
  });
  t.same(await server.get('/api/2.0/mlflow/echo', { a: ['1', 'x y'], b: '&' }), {
    all: ['1', 'x y'],
    b: '&',
  });
  const message = { step: 2n ** 60n + 1n, value: Number.NaN };
  t.same({ ...(await server.post('/api/2.0/mlflow/echo', message)) }, { step: message.step, value: 'NaN' });
  t.same(asked, ['GET /echo', 'POST /echo']);
});

t.test('a server that is busy, or breaks off, is asked again', async t => {
  const { server, waits } = await fakeMlflow(t, { '/x': inTurn(busy, CUT, () => ({ ok: 1 })) });
  t.same(await server.get('/api/2.0/mlflow/x'), { ok: 1 });
  t.equal(waits[0], 2000);
  t.equal(waits.length, 2);
});

t.test('who mistyped an address hears of it at once', async t => {
  const waits: number[] = [];
  const url = 'http://127.0.0.1:1';
  const server = openServer({ url, shown: url }, hurried(waits));
  await t.rejects(server.get('/x'), RemoteError);
  t.same(waits, []);
});

t.test('nobody but the server that was named hears who we are', async t => {
  const heard: (string | undefined)[] = [];
  const other = await webServer(t, (request, response) => {
    heard.push(request.headers.authorization);
    response.end('{}');
  });
  const { url } = await fakeMlflow(t, {
    '/away': (_, response) => void response.writeHead(302, { location: `${other}/x` }).end(),
    '/on': (_, response) => void response.writeHead(307, { location: '/api/2.0/mlflow/end' }).end(),
    '/end': ({ method, text, headers }) => ({ method, text, who: headers.authorization }),
    '/round': (_, response) => void response.writeHead(302, { location: '/api/2.0/mlflow/round' }).end(),
  });
  const server = openServer({ url, shown: url, authorization: 'Bearer secret' }, hurried());
  await t.rejects(server.get('/api/2.0/mlflow/away'), {
    message: /sends us to http:\/\/127.0.0.1:\d+, which is not/,
  });
  t.same(heard, []);
  t.match(await server.post('/api/2.0/mlflow/on', { a: 1 }), {
    method: 'POST',
    text: '{"a":1}',
    who: 'Bearer secret',
  });
  await t.rejects(server.get('/api/2.0/mlflow/round'), /on and on/);
});

t.test('files go whole, empty ones and empty pieces too, and come from the start again', async t => {
  const had: string[] = [];
  const { server } = await fakeMlflow(t, {
    '/put': inTurn(busy, ({ text, headers }) => {
      had.push(`${headers['content-length']} ${text}`);
      return {};
    }),
    '/get': inTurn(CUT, () => 'whole'),
  });
  async function* pieces(...texts: string[]) {
    for (const text of texts) yield Buffer.from(text);
  }
  await server.upload('/put', 3, () => pieces('a', '', 'bc'));
  await server.upload('/put', 0, () => pieces(''));
  t.same(had, ['3 abc', '0 ']);
  await server.download('/get', async bytes => {
    had.length = 0;
    for await (const piece of bytes) had.push(Buffer.from(piece).toString());
  });
  t.same(had, ['whole']);
});

t.test('what was to be sent once is not sent again', async t => {
  const { server, asked } = await fakeMlflow(t, { '/x': inTurn(() => ({}), CUT) });
  await server.postOnce('/api/2.0/mlflow/x', {});
  await t.rejects(server.postOnce('/api/2.0/mlflow/x', {}), { code: 'remote', data: { nature: 'passes' } });
  t.equal(asked.length, 2);
});

t.test('a server that says nothing is not waited for', async t => {
  const { url } = await fakeMlflow(t, { '/x': () => undefined });
  const server = openServer({ url, shown: url }, { ...hurried(), pauses: [], silence: 20 });
  await t.rejects(server.get('/api/2.0/mlflow/x'), /nothing has come for 0.02 s/);
});

t.test('trouble with one thing is told apart from trouble with the server', async t => {
  const refused = new RefusedError('x', 'answers with 500', 500);
  const broken = new RemoteError('x', 'the answer breaks off', undefined, { nature: 'passes' });
  const { server } = await fakeMlflow(t, { '/experiments/get': PAGE_500 });
  t.equal(await whyOne(server, refused), 'the server answers with 500');
  t.equal(await whyOne(server, broken), 'the answer breaks off');
  const url = 'http://127.0.0.1:1';
  await t.rejects(whyOne(openServer({ url, shown: url }, hurried()), broken), broken);
});
