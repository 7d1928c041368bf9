import t from 'tap';
import { parseServerAddress } from '../../../src/interop/mlflow-server/server-address.ts';
import { UsageError } from '../../../src/run/errors.ts';

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

t.test('who we are is never shown', async t => {
  const { url, shown, authorization } = parseServerAddress('https://ada:s%40cret@host:1/base/?q#x', {});
  t.equal(url, 'https://host:1/base');
  t.equal(shown, 'https://host:1/base');
  t.equal(authorization, basic('ada:s@cret'));
});

t.test("MLflow's own variables say who we are; the address goes before them", async t => {
  const env = {
    MLFLOW_TRACKING_USERNAME: 'eve',
    MLFLOW_TRACKING_PASSWORD: 'p',
    MLFLOW_TRACKING_TOKEN: 'token',
  };
  const of = (word: string, env: Record<string, string>) => parseServerAddress(word, env).authorization;
  t.equal(of('http://ada@host', env), basic('ada:'));
  t.equal(of('http://host', env), basic('eve:p'));
  t.equal(of('http://host', { MLFLOW_TRACKING_TOKEN: 'token' }), 'Bearer token');
  t.equal(of('http://host', {}), undefined);
});

t.test('what is no address of a server is told, and without a password', async t => {
  for (const word of ['./mlruns', 'file:///etc/passwd', 'ftp://host', 'http://', 'databricks'])
    t.throws(() => parseServerAddress(word, {}), UsageError, word);
  t.throws(() => parseServerAddress('ftp://ada:secret@host', {}), /^ftp:\/\/host is no address/);
});
