import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import t from 'tap';
import type { Context } from '../../../src/cli/context.ts';
import { openCopy } from '../../../src/cli/ui/open-copy.ts';
import { type Teardown, temporaryDirectory } from '../../support/temporary-repository.ts';

const PROGRAM = process.platform === 'darwin' ? 'open' : 'xdg-open';

/** A place for copies, and a program that notes what it is to open. */
function bench(t: Teardown) {
  const directory = temporaryDirectory(t);
  const program = join(directory, PROGRAM);
  writeFileSync(program, `#!/bin/sh\nprintf '%s\\n' "$1" > '${directory}/told'\n`);
  chmodSync(program, 0o755);
  const env = { PATH: `${directory}:/usr/bin:/bin`, TMPDIR: directory };
  const told = async (copy: string) => {
    const file = join(directory, 'told');
    while (!existsSync(file) || readFileSync(file, 'utf8') !== `${copy}\n`)
      await new Promise(resolve => setTimeout(resolve, 5));
  };
  return { directory, told, context: { cwd: directory, env } as unknown as Context };
}

async function* pieces(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text);
}

const file = (path: string, sha256 = '') => ({ path, sha256, bytes: pieces('some ', 'bytes') });
const digest = createHash('sha256').update('some bytes').digest('hex');

t.test('a copy is made for nobody else to read, and opened', async t => {
  const { context, told, directory } = bench(t);
  const copy = await openCopy(context, file('plots/curve.png', digest));
  t.equal(basename(copy), 'curve.png');
  t.ok(copy.startsWith(directory));
  t.equal(readFileSync(copy, 'utf8'), 'some bytes');
  t.equal(statSync(copy).mode & 0o777, 0o600);
  await told(copy);
});

t.test('a name can do nothing in a shell, a terminal or a program', async t => {
  const { context, told } = bench(t);
  const names = {
    '-rf.txt': '_rf.txt',
    'a/..': '_',
    "it's $(x) \x1b[2J.txt": 'it_s___x____2J.txt',
    '学習.csv': '学習.csv',
    'a/': 'artifact',
    '.desktop': '_desktop',
  };
  for (const [path, name] of Object.entries(names)) {
    const copy = await openCopy(context, file(path));
    t.equal(basename(copy), name, path);
    await told(copy);
  }
});

t.test('bytes that are not those of the run are not opened', async t => {
  const { context, directory } = bench(t);
  await t.rejects(openCopy(context, file('a.txt', '0'.repeat(64))), { code: 'digest-mismatch' });
  t.same(readdirSync(directory), [PROGRAM]);
});

t.test('where the system has no such program it says so, and makes no copy', async t => {
  const { context, directory } = bench(t);
  const without = { ...context, env: { PATH: dirname(directory), TMPDIR: directory } };
  await t.rejects(openCopy(without as Context, file('a.txt')), {
    code: 'usage',
    message: `there is no ${PROGRAM} here, which would know a program for the file`,
  });
  t.same(readdirSync(directory), [PROGRAM]);
});
