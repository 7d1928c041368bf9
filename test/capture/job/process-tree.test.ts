import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import t from 'tap';
import { parsePs, readProcTree, readPsTree } from '../../../src/capture/job/process-tree.ts';

const linux = existsSync('/proc/self/stat');
const GRANDCHILD = 'const b = Buffer.alloc(1e8, 1); console.log(b.length); setInterval(() => {}, 1000);';

t.test('a process counts with all below it', { skip: !linux }, async t => {
  const child = spawn('sh', ['-c', `"${process.execPath}" -e '${GRANDCHILD}'; true`]);
  const [line] = await once(child.stdout, 'data');
  t.equal(String(line).trim(), '100000000');
  const sample = readProcTree(child.pid ?? 0, new Map());
  t.ok((sample?.memory ?? 0) > 1e8, 'memory');
  t.ok((sample?.peak ?? 0) > 1e8, 'peak');
  t.ok((sample?.cpu ?? 0) > 0, 'processor time');
  const listed = await readPsTree(child.pid ?? 0).catch(() => undefined);
  if (listed !== undefined) t.ok(listed.memory > 1e8, 'and so it does by ps');

  const seen = new Map();
  readProcTree(child.pid ?? 0, seen);
  t.equal(seen.size, 2);
  const grandchild = [...seen.keys()].find(pid => pid !== child.pid);
  child.kill('SIGKILL');
  await once(child, 'exit');
  t.ok(
    (readProcTree(child.pid ?? 0, seen)?.memory ?? 0) > 1e8,
    'one that has outlived its parent is still seen',
  );
  seen.set(grandchild, 'another start');
  t.equal(readProcTree(child.pid ?? 0, seen), undefined, 'one of the same id is not taken for it');
  process.kill(grandchild, 'SIGKILL');
});

t.test('the tree is found in what ps lists, in any order', async t => {
  const listing = `    1     0  1024   1-00:00:01
  300   200  2048      1:00:00.50
  200   100  1024      0:02.25
  100     1    10      0:00
  400     1  9999      9:99
not a line\n`;
  t.same(parsePs(listing, 100), { cpu: 3602.75, memory: 3082 * 1024, peak: 2048 * 1024 });
  t.equal(parsePs(listing, 1)?.cpu, 3602.75 + 86_401 + 639);
  t.equal(parsePs(listing, 7), undefined);
});
