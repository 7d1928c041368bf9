/** An artifact of 2 GiB, from the job that leaves it to the clone that gets it, and the memory that takes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import type { Content } from '../../src/git/lfs/pointer.ts';
import { cli } from '../support/cli.ts';
import { TRIES_ALL } from '../support/extent.ts';
import { withoutGitLfs } from '../support/git-lfs.ts';
import { lfsServer, withoutLfsServer } from '../support/lfs-server.ts';
import { builtProgram } from '../support/program.ts';
import { type Opened, openedRepository } from '../support/recorded-run.ts';
import { gitIn } from '../support/temporary-repository.ts';

/** Beyond what Node reads into memory, and what fits into 31 bits; of a small one all the steps are tried. */
const SIZE = TRIES_ALL ? 2 ** 31 + 1 : 2 ** 24 + 1;
const MOST = 200e6;

const skip = process.platform !== 'linux' && 'needs /proc';

t.test('recorded, weighed, read, sent and brought in little memory', { skip }, async t => {
  const program = builtProgram(t);
  const on = await openedRepository(t);
  // Nothing of it takes room before it is copied.
  const script = `truncate -s ${SIZE - 1} model && printf x >> model`;
  const started = program.start(on, ['exec', '--output', 'model', '--', 'sh', '-c', script]);
  started.process.stdin?.end();
  t.ok((await peak(started.process)) < MOST);
  t.match((await started.end()).stderr, /recorded .* 1 artifact/);
  const whole = { sha256: await digestOf(join(on.path, 'model')), size: SIZE };
  const got = join(on.home, 'got');
  const getting = program.start(on, ['artifact', 'get', '@', '--to', got]);
  getting.process.stdin?.end();
  t.ok((await peak(getting.process)) < MOST);
  t.equal(await digestOf(join(got, 'model')), whole.sha256);
  const { stdout } = await cli(on, { now: Date.now })('du', '--by', 'file', '-n', '1', '--json');
  t.match(JSON.parse(stdout), { rows: [{ name: 'artifacts/model', total: SIZE }], large: SIZE });

  t.test('to a path', { skip: withoutGitLfs }, async t => {
    mkdirSync(join(on.home, 'there'));
    gitIn(join(on.home, 'there'), on.env, ['init', '-q', '--bare']);
    await across(t, on, join(on.home, 'there'), whole);
  });

  t.test('over HTTP', { skip: withoutGitLfs || withoutLfsServer() }, async t => {
    const { url, fileOf } = await lfsServer(t);
    // The server of the tests is a slow one.
    const content = await on.repository.contents.put(
      on.write('.git/x', Buffer.alloc(Math.min(SIZE, 2 ** 26), 'x')),
    );
    await across(t, on, url, content);
    t.equal(statSync(fileOf(content.sha256)).size, content.size);
  });
});

/** Sends a content and brings it to another clone, each in a process of its own. */
async function across(t: Test, on: Opened, remote: string, { sha256, size }: Content): Promise<void> {
  const other = await openedRepository(t);
  const driver = join(import.meta.dirname, '../support/large-files-driver.ts');
  for (const [what, { path, env }] of [
    ['send', on],
    ['fetch', other],
  ] as const) {
    const args = [`--import=${import.meta.resolve('tsx')}`, driver, what, remote, sha256, String(size)];
    const child = spawn(process.execPath, args, { cwd: path, env, stdio: 'ignore' });
    t.ok((await peak(child)) < MOST, what);
  }
  const file = await other.repository.contents.find({ sha256, size });
  t.equal(await digestOf(file as string), sha256);
}

/** The most memory that a process and those it starts have at one time, in bytes. */
async function peak(child: ChildProcess): Promise<number> {
  let most = 0;
  const look = setInterval(() => {
    const all = withChildren(child.pid as number);
    most = Math.max(
      most,
      all.reduce((sum, pid) => sum + ownMemory(pid), 0),
    );
  }, 10);
  const code = await new Promise(resolve => child.once('exit', resolve));
  clearInterval(look);
  if (code !== 0) throw new Error(`it failed with ${code}`);
  return most;
}

function withChildren(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(withChildren)];
}

/** What of its memory is not of a file: that is shared, and can be let go of. */
function ownMemory(pid: number): number {
  return Number(/RssAnon:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece);
  return hash.digest('hex');
}
