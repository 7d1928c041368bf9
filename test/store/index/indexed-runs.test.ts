import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { openRepository } from '../../../src/git/open.ts';
import type { Repository } from '../../../src/git/repository.ts';
import { runRef } from '../../../src/run/run-ref.ts';
import { editRun } from '../../../src/store/edit.ts';
import { indexedRuns } from '../../../src/store/index/indexed-runs.ts';
import { dropIndex } from '../../../src/store/index/segments.ts';
import { idAt, NOW } from '../../support/run-rows.ts';
import { AUTHOR, type StoreBench, storeBench } from '../../support/store-bench.ts';
import { type Teardown, temporaryRepository } from '../../support/temporary-repository.ts';

const nth = (n: number) => idAt(NOW - 3_600_000 + n * 60_000, `n${n}`);

interface Bench extends StoreBench {
  add(...numbers: number[]): Promise<void>;
}

async function bench(t: Teardown, count = 0): Promise<Bench> {
  const made = await storeBench(t);
  const add = async (...numbers: number[]) => {
    for (const n of numbers) await made.save(made.run({ id: nth(n), name: `run-${n}` }));
  };
  await add(...Array.from({ length: count }, (_, n) => n));
  return { ...made, add };
}

/** Their names, and how many of them were read from Git. */
async function asked(repository: Repository): Promise<{ names: string[]; read: number }> {
  let read = 0;
  const experiments = Promise.resolve(new Map<string, string>());
  const missing = (done: number) => {
    read = done;
  };
  const names: string[] = [];
  for await (const rows of indexedRuns({
    repository,
    place: repository.place,
    experiments,
    now: NOW,
    missing,
  }))
    for (const row of rows) names.push('error' in row ? `damaged ${row.id}` : row.name);
  return { names: names.sort(), read };
}

const directoryOf = ({ on }: Bench) => join(on.path, '.git', 'git-run', 'index');
const files = (on: Bench) => readdirSync(directoryOf(on)).map(name => join(directoryOf(on), name));

t.test('a run is read from Git once', async t => {
  const on = await bench(t, 3);
  t.same(await asked(on.repository), { names: ['run-0', 'run-1', 'run-2'], read: 3 });
  t.same(await asked(on.repository), { names: ['run-0', 'run-1', 'run-2'], read: 0 });
  await on.add(3);
  t.equal((await asked(on.repository)).read, 1, 'and a new one alone');
  t.equal((await asked(on.repository)).read, 0);
});

t.test('what plain Git does to runs is seen at once', async t => {
  const on = await bench(t, 3);
  await asked(on.repository);
  on.on.git('update-ref', '-d', runRef(nth(1)));
  t.same((await asked(on.repository)).names, ['run-0', 'run-2']);
  const other = temporaryRepository(t);
  other.git('fetch', '-q', on.on.path, 'refs/runs/*:refs/runs/*');
  const there = await openRepository(other.path, { ...other.env });
  t.teardown(() => there.close());
  t.same(await asked(there), { names: ['run-0', 'run-2'], read: 2 });
  await on.add(5);
  other.git('fetch', '-q', on.on.path, 'refs/runs/*:refs/runs/*');
  t.same(await asked(there), { names: ['run-0', 'run-2', 'run-5'], read: 1 });
  other.git('pack-refs', '--all');
  other.git('gc', '-q', '--prune=now');
  t.same(await asked(there), { names: ['run-0', 'run-2', 'run-5'], read: 0 });
});

t.test('an edit is another commit of the run, and is seen', async t => {
  const on = await bench(t, 2);
  await asked(on.repository);
  await editRun({
    repository: on.repository,
    id: nth(0),
    edits: [{ kind: 'rename', name: 'renamed' }],
    author: AUTHOR,
    now: NOW,
  });
  t.same(await asked(on.repository), { names: ['renamed', 'run-1'], read: 1 });
});

t.test('an index that is gone, torn, foreign or of another version is made again', async t => {
  const on = await bench(t, 4);
  const all = ['run-0', 'run-1', 'run-2', 'run-3'];
  const spoil: Record<string, (path: string) => void> = {
    gone: path => rmSync(path),
    'the directory gone': () => rmSync(directoryOf(on), { recursive: true }),
    'cut off': path => writeFileSync(path, readFileSync(path).subarray(0, -3)),
    zeroed: path => writeFileSync(path, Buffer.alloc(readFileSync(path).length)),
    newer: path => writeFileSync(path, readFileSync(path, 'latin1').replace('index 1', 'index 2'), 'latin1'),
    'a directory in its place': path => {
      rmSync(path);
      mkdirSync(path);
    },
  };
  for (const [how, change] of Object.entries(spoil)) {
    await asked(on.repository);
    for (const path of files(on)) change(path);
    t.same(await asked(on.repository), { names: all, read: 4 }, how);
    t.same(await asked(on.repository), { names: all, read: 0 }, `${how}, and then it is whole again`);
  }
});

t.test('two who ask at once both have the answer, and leave a whole index', async t => {
  const on = await bench(t, 20);
  const answers = await Promise.all(Array.from({ length: 4 }, () => asked(on.repository)));
  for (const { names } of answers) t.equal(names.length, 20);
  t.same(await asked(on.repository), { names: (answers[0] as { names: string[] }).names, read: 0 });
});

t.test('where it cannot be written, runs are read from Git each time', async t => {
  const on = await bench(t, 2);
  const cache = join(on.on.path, '.git', 'git-run');
  mkdirSync(cache, { recursive: true });
  // Root writes into what is read-only, and not into a file.
  writeFileSync(directoryOf(on), '');
  chmodSync(cache, 0o555);
  t.teardown(() => chmodSync(cache, 0o755));
  t.same(await asked(on.repository), { names: ['run-0', 'run-1'], read: 2 });
  t.same(await asked(on.repository), { names: ['run-0', 'run-1'], read: 2 });
});

t.test(
  'files are few, whatever is added, and runs that are no more do not stay in them for ever',
  async t => {
    const on = await bench(t, 1);
    for (let n = 1; n < 24; n++) {
      await on.add(n);
      await asked(on.repository);
    }
    t.ok(files(on).length <= 5, `${files(on).length} files`);
    t.equal((await asked(on.repository)).read, 0);
  },
);

t.test('who stops in the middle leaves nothing unfinished', async t => {
  const on = await bench(t, 3);
  const experiments = Promise.resolve(new Map<string, string>());
  for await (const _ of indexedRuns({
    repository: on.repository,
    place: on.repository.place,
    experiments,
    now: NOW,
    missing() {},
  }))
    break;
  t.same(existsSync(directoryOf(on)) ? files(on) : [], []);
});

t.test('a run that cannot be read is told of, and is no line', async t => {
  const on = await bench(t, 2);
  on.on.git('update-ref', runRef(nth(1)), 'HEAD');
  for (let times = 0; times < 2; times++) {
    const { names } = await asked(on.repository);
    t.same(names, [`damaged ${nth(1)}`, 'run-0']);
  }
});

t.test('a run that is deleted while it is read is not written down after that', async t => {
  const on = await bench(t, 2);
  const experiments = Promise.resolve(new Map<string, string>());
  const question = {
    repository: on.repository,
    place: on.repository.place,
    experiments,
    now: NOW,
    missing() {},
  };
  const reading = indexedRuns(question);
  const first = await reading.next();
  t.ok(!first.done && [...first.value].length === 2);
  on.on.git('update-ref', '-d', runRef(nth(1)));
  await dropIndex(on.repository.place);
  for await (const _ of reading) t.fail('there is no more');
  t.notOk(
    existsSync(directoryOf(on)) && files(on).some(path => readFileSync(path, 'latin1').includes(nth(1))),
  );
  t.same(await asked(on.repository), { names: ['run-0'], read: 1 });
});

t.test('very much of runs that are no more is not kept for ever', async t => {
  const on = await bench(t);
  for (const n of [0, 1, 2, 3, 4])
    await on.save(on.run({ id: nth(n), name: `run-${n}`, note: 'x'.repeat(600_000) }));
  await asked(on.repository);
  for (const n of [0, 1, 2, 3]) on.on.git('update-ref', '-d', runRef(nth(n)));
  t.same(await asked(on.repository), { names: ['run-4'], read: 0 });
  const sizes = files(on).map(path => readFileSync(path).length);
  t.ok(sizes.reduce((a, b) => a + b, 0) < 700_000, `${sizes}`);
});

t.test('what is no file of ours among them hurts nobody', async t => {
  const on = await bench(t, 2);
  await asked(on.repository);
  mkdirSync(join(directoryOf(on), 'directory.runs'));
  execFileSync('mkfifo', [join(directoryOf(on), 'fifo.runs')]);
  await on.add(2, 3);
  t.same(await asked(on.repository), { names: ['run-0', 'run-1', 'run-2', 'run-3'], read: 2 });
  t.equal((await asked(on.repository)).read, 0);
});
