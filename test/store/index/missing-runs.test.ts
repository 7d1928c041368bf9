import t from 'tap';
import { readExcerpt } from '../../../src/store/index/excerpt.ts';
import { type FoundRow, readMissing } from '../../../src/store/index/missing-runs.ts';
import { listTips } from '../../../src/store/tips.ts';
import { blob, entriesOf, loosen, rawTree, removeObject } from '../../support/damage.ts';
import { edit, folded, nth, refsOf, runsBench } from '../../support/folding.ts';
import type { StoreBench } from '../../support/store-bench.ts';

async function read({ repository }: StoreBench) {
  const [rows, lines, heard]: [FoundRow[], string[], number[]] = [[], [], []];
  const experiments = Promise.resolve(new Map());
  const question = { repository, experiments, missing: (done: number) => void heard.push(done) };
  for await (const some of readMissing(question, await listTips(repository))) {
    rows.push(...some.rows);
    lines.push(...some.lines);
  }
  const names = rows.map(row => ('error' in row ? 'damaged' : row.name)).sort();
  return { rows, lines, names, done: heard.at(-1) };
}

t.test('folded runs are told by their ledger, also where no run is here', async t => {
  const on = await runsBench(t, 3);
  await edit(on.repository, nth(1), { kind: 'rename', name: 'renamed' });
  const before = await read(on);
  await folded(on.repository);
  const commits = (await listTips(on.repository)).map(({ commit }) => commit);
  loosen(on.on);
  for (const commit of commits) removeObject(on.on, commit);
  await on.repository.close();
  const after = await read(on);
  t.same(after.names, ['renamed', 'run-0', 'run-2']);
  t.same(after.lines.sort(), before.lines.sort(), 'and the index is told the same');
  t.equal(after.done, 3);
});

t.test('what a ledger does not tell, or tells of another commit, is read from the run', async t => {
  const on = await runsBench(t, 3);
  await folded(on.repository);
  const [, ledger = ''] = refsOf(on.on);
  const lines = on.on.git('cat-file', 'blob', `${ledger}:excerpts/1`).split('\n');
  const swapped = (lines[0] as string)
    .replace(/\t[0-9a-f]{40}\t/, `\t${'1'.repeat(40)}\t`)
    .replace('run-0', 'other');
  const told = rawTree(on.on, [['100644', '1', blob(on.on, `${swapped}\n{}\n`)]]);
  const rest = entriesOf(on.on, ledger).filter(([, name]) => name !== 'excerpts');
  const [json, pages] = rest as [(typeof rest)[number], (typeof rest)[number]];
  const tree = rawTree(on.on, [['40000', 'excerpts', told], json, pages]);
  on.on.git('update-ref', ledger, on.on.git('commit-tree', tree, '-m', 'hostile'));
  const { names, lines: kept, done } = await read(on);
  t.same(names, ['run-0', 'run-1', 'run-2']);
  t.same(kept.map(line => readExcerpt(line, new Map()).name).sort(), names);
  t.equal(done, 3);
});
