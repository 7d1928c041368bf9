import { connect } from 'node:net';
import t from 'tap';
import { routes } from '../../../src/interop/mlflow/routes.ts';
import { mlflowBench, type Sent } from '../../support/mlflow-bench.ts';

const TOKEN = 'a-token-of-some-length';
const bench = await mlflowBench(t);
const guarded = await mlflowBench(t, { serve: { token: TOKEN } });
const run = await bench.begin();

/** Every route, with something in the place of its parts. */
const places = [
  ...routes.flatMap(({ method, path, kind }) => {
    const whole = path.replace(/:\w+/g, 'x').replace('*', `0/${run}/artifacts/a.txt`);
    const more = path.startsWith('/api/') ? [whole.replace('/api/', '/ajax-api/')] : [];
    return [whole, ...more].map(path => ({ method: method as string, path, kind }));
  }),
  ...['/', '/static-files/x', '/graphql', '/nothing'].map(path => ({ method: 'GET', path, kind: 'none' })),
];

t.test('no path lets in another name, another origin or who has no token', async t => {
  const knocks: [string, Sent, number][] = [
    ['name', { headers: { Host: 'evil.com' } }, 403],
    ['port', { headers: { Host: '127.0.0.1:1' } }, 403],
    ['origin', { headers: { Origin: 'http://evil.com' } }, 403],
    ['null', { headers: { Origin: 'null' } }, 403],
    ['site', { headers: { 'Sec-Fetch-Site': 'cross-site' } }, 403],
  ];
  for (const { method, path } of places) {
    for (const [what, sent, status] of knocks)
      t.equal((await bench.send(method, path, sent)).status, status, `${method} ${path}: ${what}`);
    t.equal((await guarded.send(method, path)).status, 401, `${method} ${path}: no token`);
  }
  for (const { path } of places) {
    const preflight = { headers: { Origin: 'http://evil.com', 'Access-Control-Request-Method': 'POST' } };
    const { status, headers } = await bench.send('OPTIONS', path, preflight);
    t.equal(status, 403, path);
    t.notOk(
      Object.keys(headers).some(name => name.startsWith('access-control-')),
      path,
    );
  }
});

t.test('every answer says that it is no page', async t => {
  for (const { method, path } of places) {
    const { headers, status } = await bench.send(method, path, { body: {} });
    t.not(status, 500, `${method} ${path}`);
    t.match(headers, { 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' }, path);
    t.match(headers['content-security-policy'], /default-src 'none'/, path);
  }
});

t.test('no message is taken that a form could send', async t => {
  for (const { method, path, kind } of places) {
    if (kind !== 'message' || method === 'GET') continue;
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const { status, json } = await bench.send(method, path, {
        headers: { 'Content-Type': type },
        body: '{}',
      });
      t.equal(status, 400, `${method} ${path} ${type}`);
      t.match(json.message, /Content-Type must be one of/, path);
    }
  }
});

t.test('no path of a client leads out of its run', async t => {
  bench.on.write('secret.txt', 'TOP');
  const hostile = [
    '../secret.txt',
    '..%2Fsecret.txt',
    '%2e%2e/%2e%2e/x',
    '/etc/passwd',
    '%2Fetc%2Fpasswd',
    'a%00b',
    '..%5Cx',
    '.git/config',
    'mlflow.ndjson',
  ];
  const proxy = '/api/2.0/mlflow-artifacts/artifacts';
  for (const path of hostile) {
    for (const prefix of [`0/${run}/artifacts`, `0/models/m-${run}000000/artifacts`])
      for (const method of ['GET', 'PUT', 'DELETE']) {
        const { status, text } = await bench.send(method, `${proxy}/${prefix}/${path}`, { body: 'x' });
        t.ok(status === 400 || status === 404, `${method} ${prefix}/${path}: ${status}`);
        t.notMatch(text, /root:|TOP/, path);
      }
    for (const ask of [
      `/get-artifact?run_id=${run}&path=`,
      `/api/2.0/mlflow/artifacts/list?run_id=${run}&path=`,
      `${proxy}?path=0/${run}/artifacts/`,
    ])
      t.ok([400, 404].includes((await bench.send('GET', ask + path)).status), ask + path);
  }
  t.match(
    (await bench.send('PUT', `${proxy}/0/${run}/artifacts/..%2Fx`, { body: 'x' })).json.message,
    /^Invalid path/,
  );
});

t.test('what a client does wrong is never answered so that it tries again', async t => {
  const bodies = [
    '',
    '{',
    '[]',
    '7',
    'null',
    '"x"',
    '{"run_id":{}}',
    '{"run_id":"x","metrics":7}',
    `${'['.repeat(5000)}`,
    '{"experiment_id":["a"],"filter":9}',
  ];
  for (const { method, path, kind } of places) {
    if (kind !== 'message') continue;
    for (const body of bodies) {
      const sent = method === 'GET' ? {} : { headers: { 'Content-Type': 'application/json' }, body };
      const query =
        method === 'GET'
          ? `?run_id=${encodeURIComponent(body.slice(0, 500))}&max_results=x&path=${encodeURIComponent(body.slice(0, 500))}`
          : '';
      const { status, json } = await bench.send(method, path + query, sent);
      t.ok(status < 429 && status !== 408, `${method} ${path} ${body.slice(0, 30)}: ${status}`);
      t.equal(typeof json, 'object');
    }
  }
  t.same(bench.said, []);
});

t.test('a path that there is not says so in JSON', async t => {
  t.match(await bench.send('POST', '/api/2.0/mlflow/registered-models/create', { body: {} }), {
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

t.test('a server that stops answers no more', async t => {
  const stopping = await mlflowBench(t);
  await stopping.endpoint.close();
  await t.rejects(stopping.send('GET', '/health'), { code: 'ECONNREFUSED' });
});
