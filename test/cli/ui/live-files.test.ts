import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { liveFiles, readLiveFile } from '../../../src/cli/ui/live-files.ts';
import { worldOf } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { storeBench } from '../../support/store-bench.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

async function contentOf(directory: string, path: string): Promise<string> {
  let content = '';
  for await (const piece of await readLiveFile(directory, path)) content += piece;
  return content;
}

t.test('regular files are listed, whatever they are called, and nothing else', async t => {
  const bench = await storeBench(t);
  const run = bench.run({ name: 'swift-otter' });
  const live = await liveRun(bench, run);
  const directory = join(live.path, 'artifacts');
  mkdirSync(join(directory, 'deep', 'er'), { recursive: true });
  writeFileSync(join(directory, 'deep', 'er', 'a\x1b[2J'), 'abc');
  writeFileSync(Buffer.concat([Buffer.from(`${directory}/caf`), Buffer.from([0xe9])]), 'latin');
  symlinkSync('/', join(directory, 'root'));
  execFileSync('mkfifo', [join(directory, 'pipe')]);
  const context = createContext(worldOf(bench.on, { now: Date.now }).world);
  t.teardown(() => context.close());
  const files = await liveFiles(context, live.id);
  t.equal(files.run, 'swift-otter');
  t.same(
    files.artifacts.map(({ path, size }) => [path, size]),
    [
      ['caf\udce9', 5],
      ['deep/er/a\x1b[2J', 3],
    ],
  );
  t.equal(await contentOf(files.directory, 'caf\udce9'), 'latin');
});

t.test('a link is not followed, and a pipe not waited for', async t => {
  const directory = temporaryDirectory(t);
  symlinkSync('/etc/hostname', join(directory, 'link'));
  execFileSync('mkfifo', [join(directory, 'pipe')]);
  await t.rejects(readLiveFile(directory, 'link'), { code: 'ELOOP' });
  t.equal(await contentOf(directory, 'pipe'), '');
});
