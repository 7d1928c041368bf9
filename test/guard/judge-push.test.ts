import t from 'tap';
import { runRef } from '../../src/run/run-ref.ts';
import { replaceRecord } from '../support/damage.ts';
import { guardBench, WRITER } from '../support/guard-bench.ts';

const bench = await guardBench(t);
const { on, commit, keeping, judge, why } = bench;

t.test('each ref is judged, whatever is wrong with the others', async t => {
  const [good, bad, old] = [await bench.pushed(), await bench.pushed(), await bench.pushed()];
  const { refused } = await judge([
    { name: bad.ref, to: good.commit },
    { name: good.ref, to: good.commit },
    { name: 'refs/runs/registry/x', to: good.commit },
    { name: old.ref, from: old.commit },
  ]);
  t.same(
    refused.map(({ ref, code }) => [ref, code]),
    [
      [bad.ref, 'unsound'],
      ['refs/runs/registry/x', 'unknown'],
      [old.ref, 'deletion'],
    ],
  );
});

t.test('a run goes if a keep ref holds it as it is, and else by those who may delete', async t => {
  const { ref: name, commit: from } = await bench.pushed();
  t.equal(await why({ name, from }), 'deletion');
  t.equal(await why({ name, from }, true), undefined);
  const keep = `refs/runs/ledger-keep/${WRITER}/1`;
  on.git('update-ref', keep, keeping(from));
  t.equal(await why({ name, from }), undefined);
  t.equal(await why({ name, from: commit({}, [from]) }), 'deletion', 'it was annotated since');
  t.equal(await why({ name: keep, from: on.git('rev-parse', keep) }), 'deletion');
  const { refused } = await judge([
    { name, from },
    { name: keep, from: on.git('rev-parse', keep) },
  ]);
  t.match(refused, [{ ref: name }, { ref: keep }], 'not both of them in one push');
});

t.test('what is no name of ours goes by those who may delete, and never comes', async t => {
  const oid = on.git('rev-parse', 'HEAD');
  t.equal(await why({ name: 'refs/runs/x', from: oid }), 'deletion');
  t.equal(await why({ name: 'refs/runs/x', from: oid }, true), undefined);
  t.equal(await why({ name: 'refs/runs/x', from: oid, to: oid }, true), 'unknown');
});

t.test('a run of a newer format passes if its shape is sound, and is told', async t => {
  const { id, ref, commit: was } = await bench.pushed();
  on.git('update-ref', ref, was);
  const newer = on.git('show', `${was}:run.json`).replace(/"version":\s*\d+/, '"version": 99');
  const to = replaceRecord(on, id, 'run.json', newer);
  t.same(await judge([{ name: ref, to }]), { refused: [], newer: [runRef(id)] });
  t.equal(await why({ name: ref, from: was, to }), 'rewrite');
});
