import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { findEnded, findRun, liveRuns, runRows } from '../../src/cli/runs.ts';
import {
  AmbiguousRunError,
  CorruptRecordError,
  ExperimentNotFoundError,
  RunNotEndedError,
  RunNotFoundError,
  UsageError,
} from '../../src/run/errors.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { editRun } from '../../src/store/edit.ts';
import { changeExperiment, createExperiment } from '../../src/store/experiments.ts';
import { worldOf } from '../support/cli.ts';
import { liveRun } from '../support/live-run.ts';
import { idAt, NOW } from '../support/run-rows.ts';
import { AUTHOR, type StoreBench, storeBench } from '../support/store-bench.ts';
import type { Teardown } from '../support/temporary-repository.ts';

/** The n-th run of a test, a minute after the one before it. */
const nth = (n: number) => idAt(NOW - 3_600_000 + n * 60_000, `n${n}`);

interface Bench extends StoreBench {
  readonly context: ReturnType<typeof createContext>;
  said(): string;
}

async function bench(t: Teardown, names: readonly string[] = []): Promise<Bench> {
  const made = await storeBench(t);
  const { world, err } = worldOf(made.on);
  const context = createContext(world);
  t.teardown(() => context.close());
  for (const [n, name] of names.entries()) await made.save(made.run({ id: nth(n), name }));
  return { ...made, context, said: () => Buffer.concat(err).toString() };
}

async function listed({ context }: Bench): Promise<string[]> {
  const names: string[] = [];
  for await (const { row } of runRows(context)) names.push(row.name);
  return names;
}

const nameOf = async ({ context }: Bench, selector: string) => (await findRun(context, selector)).row.name;

t.test('runs in progress stand among the others by their start', async t => {
  const on = await bench(t, ['first', 'third']);
  await liveRun(on, on.run({ id: idAt(NOW - 3_600_000 + 30_000, 'j'), name: 'second' }));
  await liveRun(on, on.run({ id: nth(5), name: 'fourth' }));
  t.same(await listed(on), ['fourth', 'third', 'second', 'first']);
  t.same(
    (await liveRuns(on.context, on.repository)).map(({ row }) => row.name),
    ['second', 'fourth'],
  );
  t.match((await findRun(on.context, '@')).row, { name: 'fourth', status: 'running' });
  await t.rejects(findEnded(on.context, 'fourth'), RunNotEndedError);
});

t.test('a run that is stored, and whose journal is about to go, is listed once', async t => {
  const on = await bench(t, ['first']);
  await liveRun(on, on.run({ id: nth(0), name: 'first' }));
  t.same(await listed(on), ['first']);
  t.match((await findRun(on.context, 'first')).row, { status: 'finished' });
});

t.test('a run whose recorder was killed is not in progress any more', async t => {
  const on = await bench(t);
  await liveRun(on, on.run({ id: nth(0) }), { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 });
  t.same(await listed(on), []);
});

t.test('a damaged run is passed over in lists, said, and named when it is asked for', async t => {
  const on = await bench(t, ['good', 'bad']);
  on.on.git('update-ref', runRef(nth(1)), 'HEAD');
  t.same(await listed(on), ['good']);
  t.match(on.said(), `git-run: passed over ${nth(1)}: commit`);
  t.equal(await nameOf(on, '@'), 'good');
  await t.rejects(findRun(on.context, nth(1)), CorruptRecordError);
});

t.test('a run is named in many ways', async t => {
  const on = await bench(t, ['one', 'two', 'three']);
  const commit = on.on.git('rev-parse', runRef(nth(1)));
  for (const selector of [
    'two',
    'digits/two',
    nth(1),
    nth(1).toUpperCase(),
    '00n1',
    nth(1).slice(0, 12),
    '@~1',
    '@{digits}~1',
    commit.slice(0, 9),
  ])
    t.equal(await nameOf(on, selector), 'two', selector);
  t.equal(await nameOf(on, '@'), 'three');
  t.equal(await nameOf(on, '@~'), 'two');
  t.equal(await nameOf(on, '@{digits}'), 'three');
});

t.test('what names no run is answered with what is near', async t => {
  const on = await bench(t, ['swift-otter', 'calm-goat']);
  await t.rejects(findRun(on.context, 'swift-oter'), new RunNotFoundError('swift-oter', ['swift-otter']));
  const near = ['digits/swift-otter'];
  await t.rejects(findRun(on.context, 'digts/swift-otter'), new RunNotFoundError('digts/swift-otter', near));
  await t.rejects(findRun(on.context, '@~2'), RunNotFoundError);
  await t.rejects(findRun(on.context, '@x'), UsageError);
});

t.test('what names several is answered with all of them', async t => {
  const on = await bench(t, ['same', 'same', 'other']);
  const label = `digits/same, started ${on.run().started}`;
  const candidates = [1, 0].map(n => ({ id: nth(n), label }));
  await t.rejects(findRun(on.context, 'same'), new AmbiguousRunError('same', candidates));
});

t.test('the newest is never in the trash, however many newer ones are', async t => {
  const names = Array.from({ length: 12 }, (_, n) => `run-${n}`);
  const on = await bench(t, names);
  for (let n = 1; n < 12; n++)
    await editRun({
      repository: on.repository,
      id: nth(n),
      edits: [{ kind: 'trash' }],
      author: AUTHOR,
      now: NOW,
    });
  t.equal(await nameOf(on, '@'), 'run-0');
  t.equal(await nameOf(on, 'run-5'), 'run-5', 'by its name it is found all the same');
});

t.test('an experiment that was renamed has its runs under the new name', async t => {
  const on = await bench(t);
  const write = { repository: on.repository, author: AUTHOR, now: NOW };
  const experiment = await createExperiment(write, { name: 'digits' });
  await on.save(on.run({ id: nth(0), experiment }));
  await changeExperiment(write, experiment, { name: 'numbers' });
  for (const selector of [nth(0), '@', '@{numbers}', 'numbers/swift-otter'])
    t.equal((await findRun(on.context, selector)).row.experiment, 'numbers', selector);
  await t.rejects(findRun(on.context, '@{nmbers}'), new ExperimentNotFoundError('nmbers', ['numbers']));
});
