import fc from 'fast-check';
import t from 'tap';
import type { Readable } from '../../src/git/readable.ts';
import { purge } from '../../src/remove/purge.ts';
import type { MetricSummary } from '../../src/run/metric.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { runRef } from '../../src/run/run-ref.ts';
import type { RunTip } from '../../src/run/run-tip.ts';
import { fetchMetadata } from '../../src/share/fetch-metadata.ts';
import { joinRun } from '../../src/share/join-run.ts';
import { withSides } from '../../src/share/with-sides.ts';
import { loadTip } from '../../src/store/list.ts';
import { loadRun } from '../../src/store/load.ts';
import { readRunSeries } from '../../src/store/run-series.ts';
import { findTip, listTips } from '../../src/store/tips.ts';
import { openValidation, validateRun } from '../../src/store/validate-run.ts';
import { continueRun } from '../support/attempts.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

/** A run with two artifacts in two clones, and a way to bring one's version to the other. */
async function apart(t: Parameters<typeof team>[0]) {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const files = storedFiles({ 'artifacts/x': '1', 'artifacts/y': '2' });
  const run = await here.save({ artifacts: { count: 2, bytes: 2 } }, { contents: { files } });
  await here.push();
  await other.fetch();
  const name = runRef(run.id);
  const who = (clone: Clone) => ({ repository: clone.repository, author: AUTHOR, env: clone.env, now: NOW });
  const bring = async (from: Clone, to: Clone) => {
    const held = 'refs/run-incoming/x/y';
    to.git('fetch', '-q', from.path, `+${name}:${held}`);
    const [commit, at] = [to.git('rev-parse', held), to.git('rev-parse', name)];
    const theirs = await loadRun(to.repository.objects, commit);
    return joinRun(who(to), { here: at, ref: { name, oid: at }, incoming: { name, commit, held }, theirs });
  };
  const filesOf = (clone: Clone) => clone.git('ls-tree', '-r', '--name-only', name, 'artifacts').split('\n');
  return { here, other, run, name, who, bring, files: filesOf };
}

t.test('what is contained in the other moves nothing, or moves forwards', async t => {
  const { here, other, run, name, bring } = await apart(t);
  await other.edit(run.id, [{ kind: 'note', text: 'x' }]);
  t.equal(await bring(here, other), 'same');
  t.equal(await bring(other, here), 'edited');
  t.equal(here.git('rev-parse', name), other.git('rev-parse', name));
});

t.test('what each has purged is purged in both, and their edits are in both', async t => {
  const { here, other, run, who, bring, files } = await apart(t);
  await here.edit(run.id, [{ kind: 'tag', key: 'a', value: '1' }]);
  await other.edit(run.id, [{ kind: 'tag', key: 'b', value: '2' }]);
  await purge({ ...who(here), runs: [{ id: run.id, paths: ['x'] }] });
  await purge({ ...who(other), runs: [{ id: run.id, paths: ['y'] }] });
  await bring(other, here);
  t.same(files(here), ['']);
  await bring(here, other);
  await bring(other, here);
  t.same(files(other), ['']);
  t.same(
    here.refs(),
    other
      .refs()
      .map(line => (line.includes('ledger') ? here.refs().find(own => own.includes('ledger')) : line)),
  );
  const joined = await loadRun(here.repository.objects, here.git('rev-parse', runRef(run.id)));
  t.match(joined.run, { tags: { a: '1', b: '2' } });
  t.same(
    joined.run.problems.filter(({ code }) => code === 'purged').map(({ message }) => message),
    ['purged: artifacts/x', 'purged: artifacts/y'],
  );
});

t.test('somebody who edits meanwhile is not overwritten', async t => {
  const { here, other, run, name } = await apart(t);
  await other.edit(run.id, [{ kind: 'note', text: 'theirs' }]);
  here.git('fetch', '-q', other.path, `${name}:refs/run-incoming/x/y`);
  const [commit, at] = [here.git('rev-parse', 'refs/run-incoming/x/y'), here.git('rev-parse', name)];
  const theirs = await loadRun(here.repository.objects, commit);
  await here.edit(run.id, [{ kind: 'note', text: 'ours' }]);
  const join = {
    here: at,
    ref: { name, oid: at },
    incoming: { name, commit, held: 'refs/run-incoming/x/y' },
    theirs,
  };
  await t.rejects(joinRun({ repository: here.repository, author: AUTHOR, env: here.env, now: NOW }, join), {
    code: 'ref-conflict',
  });
});

t.test('what was purged elsewhere is purged here while it is held in quarantine', async t => {
  const { clones } = await team(t, 2);
  const [here, other] = clones as [Clone, Clone];
  const files = storedFiles({ 'artifacts/x': '1', 'artifacts/y': '2' });
  const run = await here.save({ artifacts: { count: 2, bytes: 2 } }, { contents: { files } });
  await here.push();
  await other.fetch();
  const purged = (clone: Clone, path: string) =>
    purge({
      repository: clone.repository,
      author: AUTHOR,
      env: clone.env,
      now: NOW,
      runs: [{ id: run.id, paths: [path] }],
    });
  await purged(here, 'x');
  await here.push();
  await purged(other, 'y');
  t.match(await other.fetch(), { runs: [{ id: run.id }], refused: [] });
  t.match(await other.push(), { runs: [{ id: run.id }], refused: [] });
  t.match(await here.fetch(), { refused: [] });
  t.equal(here.git('rev-parse', runRef(run.id)), other.git('rev-parse', runRef(run.id)));
  t.equal(here.git('ls-tree', '-r', '--name-only', runRef(run.id), 'artifacts'), '');
});

t.test(
  'what two clones log in a run that has ended is in both, in whatever rounds, folded or not',
  async t => {
    const { clones } = await team(t, 3);
    const [here, other, third] = clones as [Clone, Clone, Clone];
    const read = async (from: Readable, id: RunId) => {
      const tip = (await findTip(from, id)) as RunTip;
      const { run } = await loadTip(from, tip);
      const values: number[] = [];
      for await (const { chunk } of readRunSeries(from.objects, [tip.commit])) values.push(...chunk.value);
      const { last: _, step: __, ...loss } = run.metrics.loss as MetricSummary;
      return { tip, run, values: values.sort((one, another) => one - another), loss };
    };
    const values = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 3 });
    const round = fc.array(fc.record({ by: fc.constantFrom(here, other), values }), {
      minLength: 1,
      maxLength: 3,
    });
    const cases = fc.sample(
      fc.record({ rounds: fc.array(round, { minLength: 1, maxLength: 2 }), folds: fc.boolean() }),
      2,
    );
    for (const { rounds, folds } of cases) {
      const { id } = await here.save({ metrics: {} });
      await here.push();
      await other.fetch();
      for (const goes of rounds) {
        for (const [at, { by, values }] of goes.entries())
          await continueRun(by.repository, id, { metrics: { loss: values }, params: { [`p${at}`]: '1' } });
        for (const clone of [here, other]) {
          await clone.fetch();
          await clone.push();
        }
        await here.fetch();
        if (folds) await here.fold();
      }
      const all = rounds.flat().flatMap(({ values }) => values);
      for (const { repository } of [here, other]) {
        const { run, tip, ...found } = await read(repository, id);
        t.same(
          found.values,
          all.toSorted((one, another) => one - another),
        );
        t.same(found.loss, { min: Math.min(...all), max: Math.max(...all), count: all.length });
        const most = Math.max(...rounds.map(goes => goes.length));
        t.equal(Object.keys(run.params).filter(key => /^p\d$/.test(key)).length, most);
        t.equal(await validateRun(openValidation(repository), tip), undefined);
      }
    }
    const { repository, sharing } = third;
    await fetchMetadata({ repository, sharing, shown: 'origin', dryRun: false });
    const sides = (await repository.sides?.seen()) ?? [];
    for (const { id } of await listTips(here.repository)) {
      const { loss, values } = await read(withSides(repository, sides, {}), id);
      t.equal(values.length, loss.count, 'and in one that only knows of it');
    }
  },
);
