import t from 'tap';
import { LOOKS } from '../../src/draw/look.ts';
import { scatterOption } from '../../src/draw/scatter.ts';

const stage = { width: 800, height: 300, look: LOOKS.light, isPicture: true };
const column = (name: string, ...values: (number | string | undefined)[]) => ({ name, values });
const figure = {
  kind: 'scatter',
  runs: ['a', 'b', 'c'],
  x: column('params.lr', 0.1, 0, 0.01),
  y: column('metrics.acc', 1, 2, undefined),
  logX: false,
  logY: false,
} as const;
interface Part {
  readonly name: string;
  readonly data: readonly { readonly name: string }[];
}
const partsOf = (changes: Partial<Parameters<typeof scatterOption>[0]>) =>
  (scatterOption({ ...figure, ...changes }, stage).series as readonly Part[]).map(({ name, data }) => [
    name,
    data.map(one => one.name),
  ]);

t.test('a run that lacks a value, or has none with a place, is no point', async t => {
  t.same(partsOf({}), [['metrics.acc', ['a', 'b']]]);
  t.same(partsOf({ logX: true }), [['metrics.acc', ['a']]]);
});

t.test('groups are series, runs without one are their own', async t => {
  t.same(partsOf({ colour: column('params.opt', 'sgd', undefined, 'adam') }), [
    ['adam', []],
    ['sgd', ['a']],
    ['', ['b']],
  ]);
});

t.test('texts are names on an axis', async t => {
  t.match(scatterOption({ ...figure, x: column('params.opt', 'sgd', 'adam', 'sgd') }, stage), {
    xAxis: { type: 'category', data: ['adam', 'sgd'] },
  });
});
