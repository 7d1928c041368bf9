import t from 'tap';
import { editRun } from '../../src/store/edit.ts';
import { fold } from '../../src/store/ledger/fold.ts';
import { continueRun } from '../support/attempts.ts';
import { blob, entriesOf, rawTree } from '../support/damage.ts';
import { guardBench } from '../support/guard-bench.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';

const bench = await guardBench(t);
const { on, repository, why } = bench;

/** A commit on others, with some entries of a run's tree replaced. */
function onto(parents: readonly string[], ...entries: ReturnType<typeof entriesOf>): string {
  const names = new Set(entries.map(([, name]) => name));
  const kept = entriesOf(on, parents[0] as string).filter(([, name]) => !names.has(name));
  const tree = rawTree(
    on,
    [...kept, ...entries].sort(([, one], [, other]) => (one < other ? -1 : 1)),
  );
  return on.git('commit-tree', tree, '-m', 'x', ...parents.flatMap(parent => ['-p', parent]));
}

async function edited(text: string) {
  const { id, ref, commit } = await bench.pushed();
  on.git('update-ref', ref, commit);
  const edits = [{ kind: 'note', text }] as const;
  await editRun({ repository, id, edits, author: AUTHOR, now: NOW });
  return { id, name: ref, from: commit, to: on.git('rev-parse', ref) };
}

t.test('a new run passes, and so does one that was annotated', async t => {
  const { ref, commit } = await bench.pushed();
  t.equal(await why({ name: ref, to: commit }), undefined);
  const { name, from, to } = await edited('good');
  t.equal(await why({ name, from, to }), undefined);
  t.equal(await why({ name, to }), undefined, 'annotated before it came');
});

t.test('edits of two clones that were merged pass, and both files must be there', async t => {
  const { name, from, to } = await edited('one');
  const file = (text: string) => ['100644', `${text}.json`, blob(on, text)] as const;
  on.git('update-ref', name, from);
  await editRun({
    repository,
    id: name.slice(-26) as never,
    edits: [{ kind: 'note', text: 'other' }],
    author: AUTHOR,
    now: NOW + 5,
  });
  const other = on.git('rev-parse', name);
  const both = [...entriesOf(on, `${to}:annotations`), ...entriesOf(on, `${other}:annotations`)];
  const merged = onto([to, other], ['40000', 'annotations', rawTree(on, both)]);
  t.equal(await why({ name, from, to: merged }), undefined);
  t.equal(await why({ name, from: other, to: merged }), undefined);
  const lost = onto([to, other]);
  t.match(await why({ name, from, to: lost }), /changes annotations$/);
  const stray = onto([to], ['40000', 'annotations', rawTree(on, [...both, file('x')])]);
  t.match(await why({ name, from, to: stray }), /annotation .* is damaged/);
});

t.test('a run that goes back, or is another one, is refused but to those who may delete', async t => {
  const { name, from, to } = await edited('one');
  t.equal(await why({ name, from: to, to: from }), 'rewrite');
  t.equal(await why({ name, from: to, to: from }, true), undefined);
  const aside = onto([from]);
  t.equal(await why({ name, from: to, to: aside }), 'rewrite');
});

t.test('a commit that is no sound run is refused to everybody', async t => {
  const { ref, commit } = await bench.pushed();
  const { ref: name } = await bench.pushed();
  t.match(await why({ name, to: commit }, true), /run\.json says that it is run /);
  t.match(await why({ name, to: on.git('rev-parse', 'HEAD') }, true), /holds no run\.json/);
  const { from, to } = await edited('x');
  const log = onto([to], ['100644', 'manifest.json', blob(on, '{}')]);
  t.match(await why({ name: ref, from, to: log }, true), /changes manifest\.json/);
});

t.test('a run that is folded here cannot be made anew as another one, and can be edited', async t => {
  const own = await guardBench(t);
  const { id, ref, commit } = await own.pushed();
  own.on.git('update-ref', ref, commit);
  const edits = [{ kind: 'note', text: 'x' }] as const;
  await editRun({ repository: own.repository, id, edits, author: AUTHOR, now: NOW });
  const edited = own.on.git('rev-parse', ref);
  own.on.git('update-ref', ref, commit);
  await own.repository.space.alone(() =>
    fold({ repository: own.repository, author: AUTHOR, now: NOW, retire: async () => {} }),
  );
  t.equal(await own.why({ name: ref, to: edited }), undefined);
  t.equal(await own.why({ name: ref, to: commit }), undefined);
  own.on.git('update-ref', 'refs/heads/forged', commit);
  const run = own.run({ id, name: 'forged' });
  const forged = await own.save(run);
  own.on.git('update-ref', '-d', ref);
  t.equal(await own.why({ name: ref, to: forged }), 'rewrite');
});

t.test('an attempt passes with the files that it tells of, and none of another may change', async t => {
  const { id, ref: name, commit: from } = await bench.pushed();
  on.git('update-ref', name, from);
  const { attempt } = await continueRun(repository, id, { metrics: { loss: [1] }, params: { a: '1' } });
  const to = on.git('rev-parse', name);
  t.equal(await why({ name, from, to }), undefined);
  const other = ['100644', 'main.ndjson', blob(on, '{}')] as const;
  const attempts = rawTree(on, [
    ['40000', attempt, rawTree(on, [['40000', 'metrics', rawTree(on, [other])]])],
  ]);
  const changed = onto([to], ['40000', 'attempts', attempts]);
  t.match(await why({ name, from: to, to: changed }), /changes attempts/);
  t.match(await why({ name, from, to: onto([from], ['40000', 'attempts', attempts]) }), /in no manifest/);
});
