import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { look } from '../../src/capture/file-look.ts';
import { planSource, type SeenEntry } from '../../src/capture/source-plan.ts';
import { storeFiles } from '../../src/capture/store-files.ts';
import type { Repository } from '../../src/git/repository.ts';
import { type Opened, openedRepository } from '../support/recorded-run.ts';
import { content, gone, until } from '../support/recording.ts';

function planned({ path, repository }: Opened, ...paths: string[]) {
  const seen = paths.map((name): SeenEntry => {
    const entry = { path: name, kind: 'untracked', deleted: false, inHead: false } as const;
    return { entry, look: look(path, name) };
  });
  const plan = planSource(seen, { sizeLimit: 1 << 20, isOutput: () => false });
  return { store: (through: Repository = repository) => storeFiles(through, plan, seen), plan, seen };
}

/** A door that meddles whenever files are read. */
function meddling({ repository }: Opened, meddle: (times: number) => void): Repository {
  let times = 0;
  return {
    ...repository,
    objects: {
      ...repository.objects,
      async store(paths) {
        const ids = await repository.objects.store(paths);
        meddle(++times);
        return ids;
      },
    },
  };
}

t.test('a file that was edited while it was read is read again, mode and all', async t => {
  const opened = await openedRepository(t);
  opened.write('a', 'before');
  opened.write('b', 'still');
  const { store } = planned(opened, 'a', 'b');
  const { changes, stable } = await store(
    meddling(opened, times => times === 1 && opened.write('a*', 'after')),
  );
  t.equal(stable, true);
  t.same(
    changes.map(change =>
      'oid' in change ? [change.path, change.mode, opened.git('cat-file', '-p', change.oid)] : [],
    ),
    [
      ['a', '100755', 'after'],
      ['b', '100644', 'still'],
    ],
  );
});

t.test('one that will not keep still, and one that goes away, are told', async t => {
  const opened = await openedRepository(t);
  opened.write('a', '0');
  let reads = 0;
  const restless = meddling(opened, times => {
    opened.write('a', 'x'.repeat(times));
    reads = times;
  });
  const { changes, stable } = await planned(opened, 'a').store(restless);
  t.same([changes.length, stable, reads], [1, false, 3]);
  opened.write('b', '0');
  const vanishing = meddling(opened, () => unlinkSync(join(opened.path, 'b')));
  t.equal((await planned(opened, 'b').store(vanishing)).stable, false);
});

t.test('a process that keeps writing makes the source unstable until it has ended', async t => {
  const opened = await openedRepository(t);
  const file = join(opened.path, 'log.txt');
  const loop =
    "const fs = require('fs'); const file = fs.openSync(process.argv[1], 'w');" +
    'for (let n = 0; ; n++) fs.writeSync(file, String(n).padEnd(65_536), 0);';
  const writer = spawn(process.execPath, ['-e', loop, file], { stdio: 'ignore' });
  t.teardown(() => writer.kill('SIGKILL'));
  await content(file);
  let isWriting = true;
  void once(writer, 'exit').then(() => (isWriting = false));
  const { stable } = await planned(opened, 'log.txt').store();
  t.equal(isWriting, true);
  t.equal(stable, false);
  writer.kill('SIGKILL');
  await gone(writer.pid as number);
  await until(() => !isWriting);
  t.equal((await planned(opened, 'log.txt').store()).stable, true);
});
