import t from 'tap';
import { downloadHeaders } from '../../../src/interop/mlflow/downloads.ts';

const header = (path: string, name: string) => downloadHeaders(path, 3)[name];

t.test('a file is one to be kept, that nothing executes', async t => {
  t.same(downloadHeaders('a/page.html', 3), {
    'Content-Type': 'text/html',
    'Content-Length': '3',
    'Content-Disposition': 'attachment; filename=page.html',
    'Content-Security-Policy': "sandbox; default-src 'none'",
  });
});

t.test('its name alone says what it is', async t => {
  for (const name of ['a.txt', 'a.py', 'a.json', 'MLmodel', 'x/mlproject', 'a.JS'])
    t.equal(header(name, 'Content-Type'), 'text/plain', name);
  t.equal(header('a.png', 'Content-Type'), 'image/png');
  for (const name of ['a.pkl', 'noext', 'a.constructor'])
    t.equal(header(name, 'Content-Type'), 'application/octet-stream', name);
});

t.test('a name that is no token is quoted, one that is not ASCII is told in full', async t => {
  t.equal(header('dog%step%100.png', 'Content-Disposition'), 'attachment; filename=dog%step%100.png');
  t.equal(
    header('c ü".txt', 'Content-Disposition'),
    `attachment; filename="c __.txt"; filename*=UTF-8''c%20%C3%BC%22.txt`,
  );
  t.equal(
    header('per\udccent', 'Content-Disposition'),
    `attachment; filename="per_nt"; filename*=UTF-8''per%CEnt`,
  );
});
