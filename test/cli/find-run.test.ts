import t from 'tap';
import { findEnded, findRun } from '../../src/cli/find-run.ts';
import {
  AmbiguousRunError,
  CorruptRecordError,
  ExperimentNotFoundError,
  NoRunsError,
  RunNotEndedError,
  RunNotFoundError,
  UsageError,
} from '../../src/run/errors.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { editRun } from '../../src/store/edit.ts';
import { changeExperiment, createExperiment } from '../../src/store/experiments.ts';
import { liveRun } from '../support/live-run.ts';
import { type NamedRuns, namedRuns, nth } from '../support/named-runs.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

const nameOf = async ({ context }: NamedRuns, selector: string) =>
  (await findRun(context, selector)).row.name;

t.test('a run is named in many ways', async t => {
  const on = await namedRuns(t, ['one', 'two', 'three']);
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
  const on = await namedRuns(t, ['swift-otter', 'calm-goat']);
  await t.rejects(findRun(on.context, 'swift-oter'), new RunNotFoundError('swift-oter', ['swift-otter']));
  const near = ['digits/swift-otter'];
  await t.rejects(findRun(on.context, 'digts/swift-otter'), new RunNotFoundError('digts/swift-otter', near));
  await t.rejects(findRun(on.context, '@~2'), RunNotFoundError);
  await t.rejects(findRun(on.context, '@x'), UsageError);
});

t.test('what names several is answered with all of them', async t => {
  const on = await namedRuns(t, ['same', 'same', 'other']);
  const label = `digits/same, started ${on.run().started}`;
  const candidates = [1, 0].map(n => ({ id: nth(n), label }));
  await t.rejects(findRun(on.context, 'same'), new AmbiguousRunError('same', candidates));
});

t.test('the newest is never in the trash, however many newer ones are', async t => {
  const names = Array.from({ length: 12 }, (_, n) => `run-${n}`);
  const on = await namedRuns(t, names);
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
  const on = await namedRuns(t);
  const write = { repository: on.repository, author: AUTHOR, now: NOW };
  const experiment = await createExperiment(write, { name: 'digits' });
  await on.save(on.run({ id: nth(0), experiment }));
  await changeExperiment(write, experiment, { name: 'numbers' });
  for (const selector of [nth(0), '@', '@{numbers}', 'numbers/swift-otter'])
    t.equal((await findRun(on.context, selector)).row.experiment, 'numbers', selector);
  await t.rejects(findRun(on.context, '@{nmbers}'), new ExperimentNotFoundError('nmbers', ['numbers']));
});

t.test('a damaged run is named when it is asked for', async t => {
  const on = await namedRuns(t, ['good', 'bad']);
  on.on.git('update-ref', runRef(nth(1)), 'HEAD');
  t.equal(await nameOf(on, '@'), 'good');
  await t.rejects(findRun(on.context, nth(1)), CorruptRecordError);
});

t.test('what is still going on is found by its name, and has not ended', async t => {
  const on = await namedRuns(t, ['first']);
  await liveRun(on, on.run({ id: nth(5), name: 'second' }));
  t.match((await findRun(on.context, '@')).row, { name: 'second', status: 'running' });
  t.match((await findRun(on.context, 'second')).live, { live: { id: nth(5) } });
  await t.rejects(findEnded(on.context, 'second'), RunNotEndedError);
});

t.test('where there are no runs at all, the newest is not looked for in vain', async t => {
  const on = await namedRuns(t);
  await t.rejects(findRun(on.context, '@'), NoRunsError);
  await t.rejects(findRun(on.context, 'swift-otter'), RunNotFoundError);
});
