import t from 'tap';
import { letIn } from '../../../src/interop/mlflow/gate.ts';

const HOSTS = new Set(['127.0.0.1:5000', 'localhost:5000']);
const TOKEN = 'a-token-of-some-length';
const knock = (headers: Record<string, string>, url = '/x?y=1') => ({
  url,
  headers: { host: '127.0.0.1:5000', ...headers },
});

t.test('programs of this machine are let in', async t => {
  t.equal(letIn(knock({}), { hosts: HOSTS }), '/x');
  t.equal(letIn(knock({ host: 'LOCALHOST:5000' }), { hosts: HOSTS }), '/x');
  t.equal(
    letIn(knock({ origin: 'http://127.0.0.1:5000', 'sec-fetch-site': 'same-origin' }), { hosts: HOSTS }),
    '/x',
  );
});

t.test('a name that was made to lead here is not', async t => {
  for (const host of [
    'evil.com',
    'evil.com:5000',
    '127.0.0.1',
    '127.0.0.1:80',
    '127.0.0.1:5000.evil.com',
    '192.168.1.2:5000',
    '',
  ])
    t.throws(() => letIn(knock({ host }), { hosts: HOSTS }), { status: 403, message: /DNS rebinding/ }, host);
});

t.test('a link is followed from anywhere, to the page at the top alone', async t => {
  const followed = {
    'sec-fetch-site': 'cross-site',
    'sec-fetch-mode': 'navigate',
    'sec-fetch-dest': 'document',
  };
  t.equal(letIn(knock(followed, '/'), { hosts: HOSTS }), '/');
  t.equal(letIn(knock(followed, `/${TOKEN}/`), { hosts: HOSTS, token: TOKEN }), '/');
  const refused: [Record<string, string>, string][] = [
    [followed, '/pages/experiments'],
    [followed, '/x/'],
    [{ ...followed, 'sec-fetch-dest': 'iframe' }, '/'],
    [{ ...followed, 'sec-fetch-mode': 'no-cors' }, '/'],
    [{ ...followed, origin: 'http://evil.com' }, '/'],
  ];
  for (const [headers, url] of refused)
    t.throws(
      () => letIn(knock(headers, url), { hosts: HOSTS }),
      { status: 403, message: /Cross-origin/ },
      url,
    );
  t.throws(() => letIn(knock(followed, `/${TOKEN}/x`), { hosts: HOSTS, token: TOKEN }), {
    status: 403,
    message: /Cross-origin/,
  });
  t.throws(() => letIn(knock(followed, '/'), { hosts: HOSTS, token: TOKEN }), {
    status: 401,
    message: /token/,
  });
});

t.test('a page of another origin is not', async t => {
  for (const origin of ['http://evil.com', 'null', 'https://127.0.0.1:5000', 'http://localhost:3000'])
    t.throws(
      () => letIn(knock({ origin }), { hosts: HOSTS }),
      { status: 403, message: 'Cross-origin request blocked' },
      origin,
    );
  for (const site of ['cross-site', 'same-site'])
    t.throws(
      () => letIn(knock({ 'sec-fetch-site': site }), { hosts: HOSTS }),
      { code: 'mlflow', status: 403 },
      site,
    );
});

t.test('where a token is needed it is in front of the path, or in the header', async t => {
  const rules = { hosts: HOSTS, token: TOKEN };
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  t.equal(letIn(knock({}, `/${TOKEN}/api/x?y`), rules), '/api/x');
  t.equal(letIn(knock({}, `/${TOKEN}`), rules), '/');
  t.equal(letIn(knock({ authorization: `Bearer ${TOKEN}` }, '/api/x'), rules), '/api/x');
  t.equal(letIn(knock({ authorization: basic(`me:${TOKEN}`) }, '/api/x'), rules), '/api/x');
  for (const [headers, url] of [
    [{}, '/api/x'],
    [{}, `/${TOKEN}x/api`],
    [{}, `/api/${TOKEN}`],
    [{ authorization: 'Bearer wrong' }, '/api/x'],
    [{ authorization: basic(`${TOKEN}:`) }, '/api/x'],
    [{ authorization: 'Bearer ' }, '/health'],
  ] as const)
    t.throws(() => letIn(knock(headers, url), rules), { code: 'mlflow', status: 401 }, url);
});
