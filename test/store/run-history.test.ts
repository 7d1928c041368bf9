import t from 'tap';
import { runHistory } from '../../src/store/run-history.ts';
import { soundObjects } from '../../src/store/sound-objects.ts';
import { blob, entriesOf, type RawEntry, rawTree } from '../support/damage.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const bench = await storeBench(t);
const { repository, on } = bench;
const run = bench.run();
const first = await bench.save(run, {
  files: storedFiles({ 'artifacts/model': 'x', 'logs/000000.log': 'l' }),
});
const top = entriesOf(on, first);
const history = (commit: string) => runHistory(soundObjects(repository), commit);

/** A commit on others; its tree is that of the run with other entries in it. */
function commit(parents: readonly string[], ...changed: readonly RawEntry[]): string {
  const names = new Set(changed.map(([, name]) => name));
  const tree = rawTree(on, [...top.filter(([, name]) => !names.has(name)), ...changed]);
  return on.git('commit-tree', tree, '-m', 'x', ...parents.flatMap(parent => ['-p', parent]));
}

const edits = (...names: readonly string[]): RawEntry => [
  '40000',
  'annotations',
  rawTree(
    on,
    names.map(name => ['100644', name, blob(on, name)] as const),
  ),
];

t.test('edits that add are followed back to the source, merged ones too', async t => {
  const [source, tree] = [run.source.commit, run.source.tree];
  const treeOf = (oid: string) => on.git('rev-parse', `${oid}^{tree}`);
  const own = (oid: string, ...parents: readonly string[]) => [oid, { tree: treeOf(oid), parents }] as const;
  t.same(await history(first), {
    source: { commit: source, tree },
    tree: treeOf(first),
    commits: new Map([own(first)]),
  });
  const one = commit([first], edits('a'));
  const other = commit([first], edits('b'));
  const both = commit([one, other], edits('a', 'b'));
  const again = rawTree(on, [['100644', 'model', blob(on, 'added again')]]);
  const last = commit([both], edits('a', 'b', 'c'), ['40000', 'artifacts', again]);
  t.match(await history(last), {
    source: { commit: source },
    tree: treeOf(last),
    commits: new Map([
      own(last, both),
      own(both, one, other),
      own(one, first),
      own(other, first),
      own(first),
    ]),
  });
});

t.test('edits that change or remove are told', async t => {
  const one = commit([first], edits('a', 'b'));
  const log = rawTree(on, [['100644', '000000.log', blob(on, 'another log')]]);
  const artifacts = rawTree(on, [['100644', 'other', blob(on, 'another model')]]);
  const changed: [string, RegExp][] = [
    [commit([one], edits('a')), /changes annotations$/],
    [commit([one], edits('a', 'b'), ['40000', 'logs', log]), /changes logs$/],
    [commit([one], edits('a', 'b'), ['40000', 'artifacts', artifacts]), /changes artifacts$/],
    [commit([one], edits('a', 'b'), ['100644', 'artifacts', blob(on, 'a file')]), /changes artifacts$/],
    [commit([one], edits('a', 'b'), ['40000', 'extra', log]), /adds extra$/],
    [commit([one, commit([first], edits('c'))], edits('a', 'b')), /changes annotations$/],
  ];
  for (const [tip, why] of changed) t.match(await history(tip), why);
  t.match(await history(commit([commit([one], edits('a'))], edits('a', 'b'))), /changes annotations$/);
});

t.test('a first commit has one source, and there is one first commit', async t => {
  const source = run.source.commit;
  const other = on.git('commit-tree', run.source.tree, '-m', 'another source');
  t.match(await history(commit([])), /has 0 parents/);
  t.match(await history(commit([source, other])), /has 2 parents/);
  t.match(await history(commit([first, source], edits('a'))), /has a parent that is not of this run/);
  t.match(await history(commit([first, commit([other])], edits('a'))), 'it has more than one source');
});

t.test('what is no commit of a run, or is missing, is told', async t => {
  t.match(await history(run.source.commit), /holds no run\.json$/);
  t.match(await history(blob(on, 'x')), /is a blob, not a commit$/);
  t.match(await history('1'.repeat(40)), /is missing or cannot be read$/);
  t.match(
    await history(commit(Array.from({ length: 17 }, (_, at) => commit([first], edits(`${at}`))))),
    /17 parents/,
  );
  const long = on.git(
    'commit-tree',
    on.git('rev-parse', `${first}^{tree}`),
    '-p',
    first,
    '-m',
    'x'.repeat(100_000),
  );
  t.match(await history(long), { tree: on.git('rev-parse', `${first}^{tree}`) });
});
