import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { program } from '../../../src/cli/program.ts';
import { offersDesk } from '../../../src/cli/ui/offers-desk.ts';
import type { Offers } from '../../../src/tui/desk.ts';
import { worldOf } from '../../support/cli.ts';
import { NOW, sampleId } from '../../support/run-rows.ts';
import { storeBench } from '../../support/store-bench.ts';

const bench = await storeBench(t);
const metric = { last: 1, min: 1, max: 1, count: 1, step: 0 };
await bench.save(
  bench.run({
    name: 'calm-heron',
    id: sampleId(NOW - 1000),
    tags: { stage: "it's on" },
    metrics: { acc: metric, val_acc: metric },
  }),
);
const context = createContext({ ...worldOf(bench.on).world, program });
t.teardown(() => context.close());
const desk = offersDesk(context);
/** What lines become of a line. */
const lines = (line: string, { keep, offers }: Offers) =>
  offers.map(({ value }) => line.slice(0, keep) + value);
const offered = async (line: string) => lines(line, await desk.offer(line));
const filters = async (text: string) => lines(text, await desk.offerFilter(text));

t.test('commands are offered by name, with what they do', async t => {
  const { offers } = await desk.offer('sh');
  t.match(offers[0], { value: 'show', about: /run/ });
  t.same(await offered('experiment cre'), ['experiment create']);
});

t.test('values are what the repository has', async t => {
  t.ok((await offered('show ')).includes('show calm-heron'));
  t.same(await offered('log --sort=metrics.acc.b'), ['log --sort=metrics.acc.best']);
});

t.test('a value stands in the quotes that were begun, or in such as it needs', async t => {
  t.same(await offered('tag @ stage='), ["tag @ stage=it\\'s\\ on"]);
  t.same(await offered('tag @ "stage='), ['tag @ "stage=it\'s on"']);
  t.same(await offered("tag @ 'stage="), [], 'where it cannot stand in them there is none');
});

t.test('paths are those of the working directory', async t => {
  bench.on.write('there/report.md', '');
  t.same(await offered('report -o the'), ['report -o there/']);
  t.same(await offered('report -o there/r'), ['report -o there/report.md']);
});

t.test('of a filter a part of a name is enough', async t => {
  t.same((await filters('acc')).slice(0, 2), ['metrics.acc', 'metrics.val_acc']);
  t.equal((await filters('metrics.val_'))[0], 'metrics.val_acc =', 'the only one goes on');
});

t.test('a sign and a joint are words of their own, a key goes on', async t => {
  const [first] = (await desk.offerFilter('seed ')).offers;
  t.match(first, { value: '=', open: false });
  t.match((await desk.offerFilter('seed')).offers[0], { value: 'seed =', open: false });
  t.match((await desk.offerFilter('seed = 1 a')).offers, [{ value: 'and' }, { value: 'and not' }]);
  t.ok((await desk.offerFilter('s')).offers.every(({ open }) => open));
});

t.test('in the middle of quotes, and of nonsense, nothing is offered', async t => {
  t.same(await filters("name = 'ca"), []);
  t.same(await offered('nonsense x'), []);
});
