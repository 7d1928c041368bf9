/** Artifacts that are too large to be Git's objects, as people meet them: no git-lfs is needed for any of it. */
import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { findProgram } from '../../src/process/find-program.ts';
import { cli } from '../support/cli.ts';
import { openedRepository, recordRun } from '../support/recorded-run.ts';

const LIMIT = 4096;
const opened = await openedRepository(t, { config: { 'run.largeSize': String(LIMIT) } });
const { path, home, repository } = opened;
const env = { ...opened.env, PATH: pathWithoutLfs() };
const run = cli({ path, env }, { now: Date.now });
const bytes = randomBytes(LIMIT + 1);
const digest = createHash('sha256').update(bytes).digest('hex');
writeFileSync(join(home, 'weights'), bytes);
const script = `mkdir -p out; cp ${home}/weights out/model; head -c ${LIMIT} ${home}/weights > out/edge`;
const record = (opts = {}) =>
  recordRun({ ...opened, env }, ['sh', '-c', script], { outputs: ['out/*'], ...opts });

/** All that a run needs, and no git-lfs. */
function pathWithoutLfs(): string {
  const directory = join(home, 'bin');
  mkdirSync(directory);
  for (const name of ['git', 'sh', 'mkdir', 'cp', 'head'])
    symlinkSync(findProgram(name, '/', process.env), join(directory, name));
  return directory;
}

const first = await record();

t.test('a run has a pointer in the place of a large file, and says what it is', async t => {
  t.match(await run('artifact', 'list', '@', '--json'), { stdout: new RegExp(`"sha256": ?"${digest}"`) });
  t.equal(
    opened.git('show', `${first.commit}:artifacts/out/model`),
    `version https://git-lfs.github.com/spec/v1\noid sha256:${digest}\nsize ${LIMIT + 1}`,
  );
  t.equal(
    opened.git('cat-file', '-s', `${first.commit}:artifacts/out/edge`),
    String(LIMIT),
    'one at the edge is a file',
  );
  t.equal(first.run.artifacts.bytes, 2 * LIMIT + 1);
});

t.test('every reader gives the bytes themselves', async t => {
  t.same((await run('artifact', 'cat', '@:out/model')).bytes, bytes);
  const got = join(home, 'got');
  t.match(await run('artifact', 'get', '@', '--to', got), { exitCode: 0 });
  t.same(readFileSync(join(got, 'out/model')), bytes);
  const { stdout } = await run('checkout', '@', '--path', join(home, 'tree'));
  t.same(readFileSync(join(stdout.trim(), 'out/model')), bytes);
  t.match(await run('fsck'), { exitCode: 0, stdout: '1 run whole\n' });
});

t.test('runs that keep the same have it once', async t => {
  for (let more = 0; more < 3; more++) await record();
  t.match(await repository.contents.list(), [{ sha256: digest, size: LIMIT + 1 }]);
  t.equal((await repository.contents.list()).length, 1);
});

t.test('one added later is a pointer too, and two that differ are compared by digests', async t => {
  writeFileSync(join(path, 'late.json'), JSON.stringify({ a: 'x'.repeat(LIMIT) }));
  t.match(await run('artifact', 'add', '@', 'late.json'), { exitCode: 0 });
  t.equal(
    (await run('artifact', 'cat', '@:late.json')).stdout,
    readFileSync(join(path, 'late.json'), 'utf8'),
  );
  writeFileSync(join(path, 'late.json'), JSON.stringify({ a: 'y'.repeat(LIMIT) }));
  t.match(await run('artifact', 'add', '@~1', 'late.json'), { exitCode: 0 });
  t.match(await run('diff', '@~1:late.json', '@:late.json'), {
    stdout: /what Git LFS keeps is compared by digests/,
  });
  t.match(await run('fsck'), { exitCode: 0 });
});

t.test('what is not here is said so, with what to do; it is no damage', async t => {
  const file = (await repository.contents.find({ sha256: digest, size: LIMIT + 1 })) as string;
  chmodSync(file, 0o644);
  writeFileSync(file, Buffer.alloc(LIMIT + 1));
  t.match(await run('fsck'), {
    exitCode: 1,
    stdout: /artifacts\/out\/model has other bytes than were recorded/,
  });
  t.match(await run('artifact', 'cat', '@:out/model'), { exitCode: 1, stderr: /is not what was recorded/ });
  rmSync(join(path, '.git/lfs'), { recursive: true });
  rmSync(file);
  const remedy = /the bytes of 'out\/model' are not here.*\n {2}git run fetch REMOTE RUN-ID brings them/;
  t.match(await run('artifact', 'cat', '@:out/model'), { exitCode: 1, stdout: '', stderr: remedy });
  const got = join(home, 'half');
  t.match(await run('artifact', 'get', '@', '--to', got), { exitCode: 1, stderr: remedy });
  t.match(await run('checkout', '@', '--path', join(home, 'half')), { exitCode: 1, stderr: remedy });
  t.match(await run('checkout', '@', '--code-only', '--path', join(home, 'code')), { exitCode: 0 });
  t.match(await run('fsck'), {
    exitCode: 0,
    stdout: /is not all here\n {2}artifacts\/out\/model is not here/,
  });
  t.match(await run('show', '@'), { exitCode: 0 });
});
