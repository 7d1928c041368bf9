import t from 'tap';
import { guardBench, WRITER } from '../support/guard-bench.ts';

const bench = await guardBench(t);
const { on, commit, keeping, why, judge } = bench;
const name = `refs/runs/ledger-keep/${WRITER}/1`;

t.test('a keep ref takes sound runs and nothing else', async t => {
  const [one, other] = [await bench.pushed(), await bench.pushed()];
  t.equal(await why({ name, to: keeping(one.commit, other.commit) }), undefined);
  t.equal(await why({ name, to: commit({}) }), 'it keeps no run');
  t.match(await why({ name, to: on.git('rev-parse', 'HEAD:train.py') }), 'it keeps no run');
  const head = on.git('rev-parse', 'HEAD');
  t.match(await why({ name, to: keeping(one.commit, head) }), new RegExp(`keeps ${head}.*no run\\.json`));
});

t.test('it lets go of what is held elsewhere, and of no more', async t => {
  const [one, other] = [await bench.pushed(), await bench.pushed()];
  const [both, less] = [keeping(one.commit, other.commit), keeping(one.commit)];
  on.git('update-ref', name, both);
  t.equal(await why({ name, from: both, to: less }), 'rewrite');
  t.equal(await why({ name, from: both, to: less }, true), undefined);
  t.equal(await why({ name, from: both }), 'deletion');
  on.git('update-ref', other.ref, other.commit);
  t.equal(await why({ name, from: both, to: less }), undefined);
  const losing = await judge([
    { name, from: both, to: less },
    { name: other.ref, from: other.commit },
  ]);
  t.match(losing.refused, [
    { ref: name, code: 'rewrite' },
    { ref: other.ref, code: 'deletion' },
  ]);
  on.git('update-ref', '-d', other.ref);
  on.git('update-ref', '-d', name);
});

t.test('a page that made way for another lets its keep ref go', async t => {
  const [one, other] = [await bench.pushed(), await bench.pushed()];
  const [old, next] = [keeping(one.commit), keeping(one.commit, other.commit)];
  on.git('update-ref', name, old);
  const bigger = name.replace(/1$/, '2');
  const { refused } = await judge([
    { name: bigger, to: next },
    { name, from: old },
  ]);
  t.match(refused, [{ ref: name, code: 'deletion' }], 'not before the other one is there');
  on.git('update-ref', bigger, next);
  t.equal(await why({ name, from: old }), undefined);
  t.equal(await why({ name: bigger, from: next }), 'deletion');
});
