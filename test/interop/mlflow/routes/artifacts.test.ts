import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import t from 'tap';
import { mlflowBench } from '../../../support/mlflow-bench.ts';

const bench = await mlflowBench(t);
const run = await bench.begin({ run_name: 'files' });
const PROXY = '/api/2.0/mlflow-artifacts/artifacts';
const at = (path: string) => `${PROXY}/0/${run}/artifacts/${path}`;
const put = (path: string, body: string | Buffer, headers = {}) =>
  bench.send('PUT', at(path), { body, headers });
const list = async (path = '') =>
  (await bench.send('GET', `${PROXY}?path=${encodeURIComponent(`0/${run}/artifacts${path}`)}`)).json.files ??
  [];

const big = randomBytes(3_000_000);
const FILES = [
  ['a.txt', 'old'],
  ['a.txt', 'a'],
  ['dir/deep/b%20%C3%BC.txt', 'b'],
  ['empty', ''],
  ['big.bin', big],
  ['per%CEnt', 'odd'],
  ['img%25step.png', 'picture'],
] as const;

const ask = async (t: {
  same(one: unknown, other: unknown): void;
  equal(one: unknown, other: unknown): void;
}) => {
  t.same(await list(), [
    { path: 'a.txt', is_dir: false, file_size: 1 },
    { path: 'big.bin', is_dir: false, file_size: 3_000_000 },
    { path: 'dir', is_dir: true },
    { path: 'empty', is_dir: false, file_size: 0 },
    { path: 'img%step.png', is_dir: false, file_size: 7 },
    { path: 'per%CEnt', is_dir: false, file_size: 3 },
  ]);
  t.same(await list('/dir'), [{ path: 'deep', is_dir: true }]);
  t.same(await list('/dir/deep'), [{ path: 'b ü.txt', is_dir: false, file_size: 1 }]);
  for (const nothing of ['/a.txt', '/none', '/a.txt/b']) t.same(await list(nothing), []);
  t.equal((await bench.send('GET', at('dir/deep/b%20%C3%BC.txt'))).text, 'b');
  t.equal((await bench.send('GET', at('per%CEnt'))).text, 'odd');
  t.equal((await bench.send('GET', at('empty'))).text, '');
  t.equal((await bench.send('GET', at('big.bin'))).headers['content-length'], '3000000');
  t.equal((await bench.send('GET', at('none'))).status, 404);
  t.equal((await bench.send('GET', at('dir'))).status, 404);
};

t.test('files are put, listed and got back, while the run is written and when it is a commit', async t => {
  for (const [path, content] of FILES) t.equal((await put(path, content)).status, 200, path);
  await ask(t);
  await bench.post('runs/update', { run_id: run, status: 'FINISHED' });
  await bench.restart();
  await ask(t);
  t.equal((await put('later/c.txt', 'c')).status, 200);
  t.equal((await put('a.txt', 'new')).status, 200);
  t.equal((await bench.send('GET', at('later/c.txt'))).text, 'c');
  t.equal((await bench.send('GET', at('a.txt'))).text, 'new');
});

t.test('other ways lead to the same files', async t => {
  const listed = await bench.get('artifacts/list', { run_id: run, path: 'dir' });
  t.match(listed, {
    root_uri: `mlflow-artifacts:/0/${run}/artifacts`,
    files: [{ path: 'dir/deep', is_dir: true }],
  });
  const got = await bench.send('GET', `/get-artifact?run_uuid=${run}&path=a.txt`);
  t.match(got, {
    text: 'new',
    headers: { 'content-disposition': 'attachment; filename=a.txt', 'x-content-type-options': 'nosniff' },
  });
  t.equal(
    (
      await bench.send('POST', `/ajax-api/2.0/mlflow/upload-artifact?run_uuid=${run}&path=up.txt`, {
        body: 'up',
      })
    ).status,
    200,
  );
  t.equal((await bench.send('GET', at('up.txt'))).text, 'up');
  t.equal((await bench.send('GET', '/get-artifact?path=a.txt')).status, 400);
  t.equal((await bench.send('GET', `/get-artifact?run_id=${run}`)).status, 400);
});

t.test('what is both a file and a directory is refused', async t => {
  t.match((await put('a.txt/b', 'x')).json, {
    error_code: 'INVALID_PARAMETER_VALUE',
    message: /both a file and a directory/,
  });
  t.equal((await put('dir', 'x')).status, 400);
  t.equal((await put('', 'x')).status, 400);
});

t.test('nothing is removed, and no parts are put together', async t => {
  t.equal((await bench.send('DELETE', at('a.txt'))).status, 403);
  t.equal((await bench.send('GET', at('a.txt'))).status, 200);
  const { status, json } = await bench.send(
    'POST',
    `/api/2.0/mlflow-artifacts/mpu/create/0/${run}/artifacts/x`,
    { body: {} },
  );
  t.equal(status, 501);
  t.match(json.message, /^Multipart upload is not supported for the current artifact repository/);
});

t.test('who asks for the headers alone leaves no file open', { skip: !existsSync('/dev/fd') }, async t => {
  const path = `${PROXY}/0/${await bench.begin()}/artifacts/head.txt`;
  await bench.send('PUT', path, { body: 'x' });
  const ask = async () => (await bench.send('HEAD', path)).status;
  t.equal(await ask(), 200);
  const before = readdirSync('/dev/fd').length;
  for (let count = 0; count < 20; count++) await ask();
  // The last one may be just being closed.
  t.ok(readdirSync('/dev/fd').length < before + 10);
});
