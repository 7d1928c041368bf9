import t from 'tap';
import { behindProxy, proxyPath } from '../../../src/interop/mlflow-server/artifact-place.ts';

const server = { url: 'http://host:1/base' };

t.test('addresses that the server itself opens are found, all others lead elsewhere', async t => {
  const of = (uri: string) => behindProxy(server, uri);
  t.equal(of('mlflow-artifacts:/1/abc/artifacts'), '1/abc/artifacts');
  t.equal(of('mlflow-artifacts:/1/abc/artifacts/'), '1/abc/artifacts');
  t.equal(of('mlflow-artifacts://host:1/1/abc'), '1/abc');
  t.equal(of('http://host:1/base/api/2.0/mlflow-artifacts/artifacts/1/abc'), '1/abc');
  for (const uri of [
    ...['mlflow-artifacts://evil/1/abc', 'http://evil/api/2.0/mlflow-artifacts/artifacts/1', 'file:///etc'],
    ...['/etc/passwd', 's3://bucket/x', '', 'mlflow-artifacts:/', 'mlflow-artifacts:/1/../../etc'],
    ...['mlflow-artifacts:/.git/config', 'runs:/x'],
  ])
    t.equal(of(uri), undefined, uri);
});

t.test('names reach the server as they are', async t => {
  t.match(proxyPath('1/a b/ü#?%20'), /artifacts\/1\/a%20b\/%C3%BC%23%3F%2520$/);
});
