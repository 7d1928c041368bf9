import t from 'tap';
import { createExperiment, experimentId } from '../../src/store/experiments.ts';
import { addTombstones } from '../../src/store/ledger/own-ledger.ts';
import { guardBench, WRITER } from '../support/guard-bench.ts';
import { createModel } from '../support/registered-models.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

const bench = await guardBench(t);
const { on, repository, commit, why, judge } = bench;
const write = { repository, author: AUTHOR, now: NOW };

t.test('experiments pass as git-run writes them, under their own ids', async t => {
  const { id } = await createExperiment(write, { name: 'digits' });
  const name = `refs/runs/experiments/${id}`;
  const to = on.git('rev-parse', name);
  t.equal(await why({ name, to }), undefined);
  const other = `refs/runs/experiments/${experimentId('other')}`;
  t.equal(await why({ name: other, to }), `it says that it is ${id}`);
  const json = on.git('show', `${to}:experiment.json`);
  const changed = commit({ 'experiment.json': json.replace('digits', 'letters') }, [to]);
  t.equal(await why({ name, from: to, to: changed }), undefined);
  t.equal(await why({ name, from: changed, to }), 'rewrite');
  t.match(await why({ name, to: commit({ 'experiment.json': '{' }) }), /experiment\.json/);
  t.match(await why({ name, to: commit({ 'experiment.json': ' '.repeat(2 ** 20 + 1) }) }), /too large/);
});

t.test('registered models pass as git-run writes them, and go forward', async t => {
  const { id } = await createModel(write, 'iris');
  const name = `refs/runs/registry/${id}`;
  const to = on.git('rev-parse', name);
  t.equal(await why({ name, to }), undefined);
  t.equal(await why({ name: `refs/runs/registry/${experimentId('other')}`, to }), `it says that it is ${id}`);
  t.match(await why({ name: `refs/runs/experiments/${id}`, to }), /there is no experiment\.json/);
  const json = on.git('show', `${to}:model.json`);
  const changed = commit({ 'model.json': json.replace('iris', 'lily') }, [to]);
  t.equal(await why({ name, from: to, to: changed }), undefined);
  t.equal(await why({ name, from: changed, to }), 'rewrite');
  t.match(await why({ name, to: commit({ 'model.json': json, x: '' }) }), undefined);
  t.match(await why({ name, to: commit({ 'model.json': '{' }) }), /model\.json/);
});

t.test('a ledger is of its writer, and only grows', async t => {
  const run = bench.run();
  await addTombstones(write, [
    { id: run.id, kind: 'deleted', time: new Date(NOW).toISOString(), by: 'ada' },
  ] as never);
  const [name = ''] = on.git('for-each-ref', '--format=%(refname)', 'refs/runs/ledger/').split('\n');
  const to = on.git('rev-parse', name);
  t.equal(await why({ name, to }), undefined);
  t.match(
    await why({ name: `refs/runs/ledger/${WRITER}`, to }),
    /^it says that it is of|^it says that it is /,
  );
  const next = on.git('commit-tree', `${to}^{tree}`, '-p', to, '-m', 'next');
  t.equal(await why({ name, from: to, to: next }), undefined);
  t.equal(await why({ name, from: next, to }), 'rewrite');
  t.match(
    await why({ name, to: on.git('commit-tree', `${to}^{tree}`, '-p', to, '-p', next, '-m', 'x') }),
    /has 2 parents/,
  );
});

t.test('a newer format passes, and is told', async t => {
  const name = `refs/runs/ledger/${WRITER}`;
  const to = commit({ 'ledger.json': '{"version":99}' });
  t.same(await judge([{ name, to }]), { refused: [], newer: [name] });
});
