import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readdirSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import t from 'tap';
import { spawnAttached } from '../../src/process/spawn.ts';

/** What a child prints, once our ends of its pipes are closed: the last test counts what is open. */
async function outputOf(child: ChildProcess): Promise<string | null> {
  const closed = once(child, 'close');
  const output = child.stdout && (await text(child.stdout));
  await closed;
  return output;
}

t.test('a child has the descriptors it is given, its directory and its name', async t => {
  const cwd = t.testdir();
  const child = spawnAttached('/bin/sh', ['-c', 'read line; echo "$0 $line"; pwd'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    argv0: 'shell',
    cwd,
  });
  child.stdin?.end('hello\n');
  t.equal(await outputOf(child), `shell hello\n${cwd}\n`);
});

t.test(
  'a hidden descriptor is not the child’s',
  {
    skip: process.platform !== 'linux' && 'needs /proc',
  },
  async t => {
    const hidden = openSync(t.testdir({ secret: '' }), 'r');
    const child = spawnAttached('readlink', [`/proc/self/fd/${hidden}`], {
      stdio: ['ignore', 'pipe', 'inherit'],
      hidden: [hidden],
    });
    t.equal(await outputOf(child), '/dev/null\n');
  },
);

t.test('nothing of ours stays open', { skip: process.platform !== 'linux' && 'needs /proc' }, async t => {
  const before = readdirSync('/proc/self/fd').length;
  t.throws(() => spawnAttached('a\0b', [], { stdio: ['ignore', 'ignore', 'ignore'], hidden: [30] }));
  t.equal(readdirSync('/proc/self/fd').length, before);
});
