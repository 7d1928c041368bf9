import t from 'tap';
import type { Ref } from '../../../src/git/repository.ts';
import { checkLedgers } from '../../../src/store/ledger/check-ledger.ts';
import { whyPagesHurt } from '../../../src/store/ledger/check-pages.ts';
import { blob, entriesOf, rawTree } from '../../support/damage.ts';
import { cloneOf, edit, folded, nth, refsOf, runsBench } from '../../support/folding.ts';

async function bench(t: Parameters<typeof runsBench>[0]) {
  const on = await runsBench(t, 3);
  await edit(on.repository, nth(1), { kind: 'note', text: 'noted' });
  await folded(on.repository);
  const [keep = '', ledger = ''] = refsOf(on.on);
  const look = async () => {
    const [ref] = (await on.repository.refs.list([ledger])) as [Ref];
    return whyPagesHurt(on.repository, ref);
  };
  return { ...on, keep, ledger, look };
}

t.test('pages are whole where their runs are kept and told of as they are', async t => {
  const { repository, on, look } = await bench(t);
  t.equal(await look(), undefined);
  t.same(await checkLedgers(repository), { hurt: [], undead: [] });
  const there = await cloneOf(t, on);
  t.same(await checkLedgers(there.repository), { hurt: [], undead: [] });
});

t.test('runs that nothing keeps are told of', async t => {
  const { repository, on, keep, look } = await bench(t);
  on.git('update-ref', keep, `${keep}^^2`);
  t.match(await look(), /ledger-keep\/\w+\/1 does not keep run \w+$/);
  on.git('update-ref', '-d', keep);
  t.match(await look(), /^pages\/1-\w+-\w+: nothing keeps its runs$/);
  t.equal((await checkLedgers(repository)).hurt.length, 1);
  const there = await cloneOf(t, on);
  t.same((await checkLedgers(there.repository)).hurt, [], 'what another clone keeps need not be here');
});

t.test('what is told of a run and is not so is told of', async t => {
  const { on, ledger, look } = await bench(t);
  const told = on.git('cat-file', 'blob', `${ledger}:excerpts/1`);
  const [lines, rest] = [`${told}\n`, entriesOf(on, ledger).filter(([, name]) => name !== 'excerpts')];
  const swap = (content: string) => {
    const folder = rawTree(on, [['100644', '1', blob(on, content)]]);
    const [json, pages] = rest as [(typeof rest)[number], (typeof rest)[number]];
    const tree = rawTree(on, [['40000', 'excerpts', folder], json, pages]);
    on.git('update-ref', ledger, on.git('commit-tree', tree, '-m', 'x'));
  };
  swap(lines.replace('"last":0.97222', '"last":0.99999'));
  t.match(await look(), /what it tells of run \w+ is not so/);
  swap(lines.replace('noted', 'other'));
  t.match(await look(), new RegExp(`what it tells of run ${nth(1)} is not so`));
  swap(`${lines}nonsense\n`);
  t.match(await look(), /cannot all be read/);
  swap(lines.split('\n').slice(1).join('\n'));
  t.equal(await look(), undefined, 'it need not tell of all');
});
