import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import t from 'tap';
import { collect } from '../../src/process/collect.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const node = (script: string, how: Parameters<typeof collect>[2] = {}, ...args: string[]) =>
  collect(process.execPath, ['-e', script, ...args], how);

t.test('what a program wrote and how it ended comes back, streams apart', async t => {
  const done = await node(
    'process.stdout.write(Buffer.from([0, 255])); console.error("é"); process.exitCode = 3',
  );
  t.same(done, { code: 3, signal: null, stdout: Buffer.from([0, 255]), stderr: 'é\n' });
});

t.test('arguments are data, never a shell text', async t => {
  const word = '$(id) `id` "a b" *';
  t.equal((await node('process.stdout.write(process.argv[1])', {}, word)).stdout.toString(), word);
});

t.test('the working directory and the environment are those given', async t => {
  const cwd = temporaryDirectory(t);
  const done = await node('console.log(process.cwd(), process.env.A, process.env.HOME)', {
    cwd,
    env: { A: '1' },
  });
  t.equal(done.stdout.toString(), `${cwd} 1 undefined\n`);
});

t.test('who is given up is ended, and who has its output open is not waited for', async t => {
  const control = new AbortController();
  const started = join(temporaryDirectory(t), 'started');
  const script = 'sleep 600 & echo $! > "$0.new"; mv "$0.new" "$0"; exec sleep 600';
  const done = collect('sh', ['-c', script, started], { signal: control.signal });
  const settled = t.rejects(done);
  while (!existsSync(started)) await delay(5);
  t.teardown(() => process.kill(Number(readFileSync(started, 'utf8'))));
  control.abort();
  await settled;
});

t.test('input arrives whole, however it is made, while output is read', async t => {
  const copy = 'process.stdin.pipe(process.stdout)';
  const large = Buffer.alloc(5_000_000, 'abc');
  t.ok((await node(copy, { input: large })).stdout.equals(large));
  t.equal((await node(copy, { input: '' })).stdout.length, 0);
  const chunks = async function* () {
    for (let index = 0; index < 50; index++) yield index % 2 === 0 ? large.subarray(0, 100_000) : 'text';
  };
  t.equal((await node(copy, { input: chunks() })).stdout.length, 25 * 100_000 + 25 * 4);
});

t.test('without input the program sees an end at once', async t => {
  t.equal(
    (await node('process.stdin.on("data", () => {}).on("end", () => console.log("end"))')).stdout.toString(),
    'end\n',
  );
});

t.test('a program that does not read its input ends on its own terms', async t => {
  const input = async function* () {
    for (let index = 0; index < 200; index++) yield Buffer.alloc(100_000);
  };
  t.match(await node('process.stdin.destroy(); process.exit(7)', { input: input() }), { code: 7 });
  t.match(await node('process.exit(7)', { input: Buffer.alloc(5_000_000) }), { code: 7 });
});

t.test('a signal is told as such', async t => {
  t.match(await node('process.kill(process.pid, "SIGTERM"); setInterval(() => {}, 1000)'), {
    code: null,
    signal: 'SIGTERM',
  });
});

t.test('a program that takes too long is killed, also one that ignores signals', async t => {
  const done = await node('process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)', { timeout: 300 });
  t.match(done, { code: null, signal: 'SIGKILL' });
});

t.test('what was given up before it began is ended at once', async t => {
  await t.rejects(collect('sleep', ['600'], { signal: AbortSignal.abort(), timeout: 300_000 }));
});

t.test('a program that cannot be started is an error of the system, and nothing waits for it', async t => {
  const directory = temporaryDirectory(t);
  const missing = join(directory, 'missing');
  t.notOk(existsSync(missing));
  await t.rejects(collect(missing, [], { timeout: 60_000 }), { code: 'ENOENT' });
  await t.rejects(collect(missing, [], { input: 'x' }), { code: 'ENOENT' });
  await t.rejects(collect(directory, []), { code: 'EACCES' });
});

t.test('input that fails fails the call', async t => {
  const input = async function* () {
    yield 'one';
    throw new Error('no more');
  };
  await t.rejects(node('process.stdin.resume()', { input: input() }), { message: 'no more' });
});
