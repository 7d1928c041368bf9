import t from 'tap';
import type { Answer } from '../../../src/cli/completion/answer.ts';
import {
  namesOf,
  offerFigures,
  offerFilter,
  offerKeys,
  offerSort,
  valuesOf,
} from '../../../src/cli/completion/offer-keys.ts';
import { SIGNS } from '../../../src/query/filter/next-word.ts';
import { ATTRIBUTES } from '../../../src/query/lookup.ts';
import { paramOfText } from '../../../src/run/param.ts';
import { knowing } from '../../support/known.ts';
import { sampleRow } from '../../support/run-rows.ts';

const metric = { last: 1, min: 1, max: 1, count: 1, step: 0 };
const known = knowing([
  sampleRow({ metrics: { acc: metric, 'val loss': metric, 'a,b': metric }, tags: { stage: 'dev' } }),
  sampleRow({
    metrics: { loss: metric, acc: metric },
    params: { opt: paramOfText('adam', { kind: 'option' }) },
  }),
]);
const values = ({ offers }: Answer) => offers.map(({ value }) => value);

t.test('names are those that runs have, the frequent ones first', async t => {
  t.same(await namesOf(known, 'metric'), ['acc', 'val loss', 'a,b', 'loss']);
  t.same(await valuesOf(known, 'param', 'opt'), ['adam']);
  t.same(await valuesOf(known, 'param', 'constructor'), []);
  t.same(await valuesOf(known, 'tag', 'stage'), ['dev']);
});

t.test('a key is an attribute, or a name of a run', async t => {
  t.same(values(await offerKeys(known, '')), [
    ...ATTRIBUTES,
    ...['metrics.acc', 'metrics.val loss', 'metrics.a,b', 'metrics.loss'],
    ...['params.lr', 'params.opt', 'tags.stage'],
  ]);
});

t.test('of a list the last part is completed, with no key that a comma would end', async t => {
  const answer = await offerKeys(known, 'id,metrics.', ',');
  t.equal(answer.keep, 3);
  t.ok(values(answer).includes('metrics.acc'));
  t.notOk(values(answer).includes('metrics.a,b'));
  t.same([(await offerSort(known, '-met')).keep, (await offerSort(known, 'id,-met')).keep], [1, 4]);
});

t.test('behind a metric and a dot are its figures', async t => {
  const offered = values(await offerKeys(known, 'metrics.acc.m'));
  t.same(
    offered.filter(value => value.startsWith('metrics.acc.m')),
    ['metrics.acc.min', 'metrics.acc.max'],
  );
});

t.test('behind a key and a colon are aggregates', async t => {
  t.match((await offerFigures(known, 'metr')).offers.at(-1), { value: 'tags.stage', open: true });
  const figures = await offerFigures(known, 'metrics.acc:n,me');
  t.match(figures, { keep: 14, offers: [{ value: 'n' }, { value: 'mean' }] });
});

t.test('in a filter come keys, signs, values and what joins them', async t => {
  const keys = await offerFilter(known, 'metrics.acc > 0.9 and ');
  t.equal(keys.keep, 22);
  t.ok(values(keys).includes('metrics.`val loss`'), 'written as a filter has it');
  t.same(values(await offerFilter(known, 'status ')), SIGNS);
  t.match(values(await offerFilter(known, 'status = f')), ['running', 'finished', 'failed']);
  t.same(values(await offerFilter(known, 'dirty = ')), ['true', 'false']);
  t.same(values(await offerFilter(known, 'params.opt in (')), ['adam']);
  t.same(values(await offerFilter(known, 'experiment = ')), ['digits']);
  t.same(values(await offerFilter(known, 'metrics.acc > ')), []);
  t.same(values(await offerFilter(known, 'status = failed ')), ['and', 'or', 'and not', 'or not']);
  t.same(await offerFilter(known, "name = 'x"), { keep: 0, offers: [] });
});

t.test('the only key there is goes on with its sign', async t => {
  const { keep, offers } = await offerFilter(known, 'not tags.s');
  t.equal(keep, 4);
  t.match(offers[0], { value: 'tags.stage =', open: true });
});
