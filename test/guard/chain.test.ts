import t from 'tap';
import { followChain } from '../../src/guard/chain.ts';
import { openHolders } from '../../src/guard/holders.ts';
import { openValidation } from '../../src/store/validate-run.ts';
import { blob, rawTree } from '../support/damage.ts';
import { guardBench } from '../support/guard-bench.ts';

const { repository, on, commit } = await guardBench(t);
const validation = openValidation(repository);
const ground = { repository, validation, holders: openHolders(repository, validation.objects, []) };
const follow = (to: string, from?: string, parents = 1) =>
  followChain(ground, { to, ...(from === undefined ? {} : { from }) }, { record: 'r.json', parents });

const first = commit({ 'r.json': '1' });
const second = commit({ 'r.json': '2', more: 'x' }, [first]);

t.test('a chain that leads to where the ref was goes forward', async t => {
  t.same(await follow(second), { forward: true });
  t.same(await follow(second, first), { forward: true });
  t.same(await follow(first, first), { forward: true });
  t.same(await follow(first, second), { forward: false });
});

t.test('what was there before is not looked at again', async t => {
  const bad = commit({ other: '1' });
  t.same(await follow(commit({ 'r.json': '1' }, [bad]), bad), { forward: true });
  t.match(await follow(commit({ 'r.json': '1' }, [bad])), { why: `in commit ${bad}, there is no r.json` });
});

t.test('merges are for those who may, and no history comes along', async t => {
  const third = commit({ 'r.json': '3' }, [first]);
  const merge = commit({ 'r.json': '4' }, [second, third]);
  t.match(await follow(merge, second), { why: /has 2 parents/ });
  t.same(await follow(merge, second, 2), { forward: true });
  t.same(await follow(merge, third, 2), { forward: true });
  const head = on.git('rev-parse', 'HEAD');
  t.match(await follow(commit({ 'r.json': '4' }, [head])), { why: new RegExp(`in commit ${head}`) });
});

t.test('trees hold plain files with safe names', async t => {
  const x = blob(on, 'x');
  const made = (entry: Parameters<typeof rawTree>[1][number]) =>
    on.git('commit-tree', rawTree(on, [entry, ['100644', 'r.json', x]]), '-m', 'x');
  t.match(await follow(made(['120000', 'a', x])), { why: /'a' is no plain file \(mode 120000\)/ });
  t.match(await follow(made(['100644', '.git', x])), { why: /'\.git' is unsafe/ });
  t.match(await follow(on.git('rev-parse', 'HEAD^{tree}')), { why: /is no commit/ });
});

t.test('a tree that came before is not looked into again, and is no more than it was', async t => {
  const folder = rawTree(on, [['100644', 'x', blob(on, '1')]]);
  const made = (entries: Parameters<typeof rawTree>[1], parent?: string) =>
    on.git('commit-tree', rawTree(on, entries), ...(parent ? ['-p', parent] : []), '-m', 'x');
  const whole = made([
    ['40000', 'a', folder],
    ['100644', 'r.json', blob(on, '1')],
  ]);
  const again = on.git('commit-tree', `${whole}^{tree}`, '-p', whole, '-m', 'x');
  t.same(await follow(again), { forward: true });
  const [inside, bare] = [made([['40000', 'a', folder]]), on.git('commit-tree', folder, '-m', 'x')];
  for (const bad of [inside, bare]) {
    const next = made(
      [
        ['40000', 'b', folder],
        ['100644', 'r.json', blob(on, '2')],
      ],
      bad,
    );
    t.match(await follow(next), { why: `in commit ${bad}, there is no r.json` });
  }
});
