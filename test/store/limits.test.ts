import t from 'tap';
import { MOST, refuseBomb, whyNotRead } from '../../src/store/limits.ts';
import { blob } from '../support/damage.ts';
import { storeBench } from '../support/store-bench.ts';

const padding = (text: string) => `{"x":"${'x'.repeat(2 ** 20)}","y":${text}}`;
const refused = (text: string) => () => refuseBomb(Buffer.from(text), 'run.json');

t.test('JSON of too many values or levels is refused before it is parsed', async t => {
  t.throws(refused(padding(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)), /run\.json.* deeper than 200/);
  t.throws(refused(`[${'[],'.repeat(MOST.values)}0]`), /holds more than 2000000 values/);
  t.throws(refused(`[${'0,'.repeat(MOST.values)}0]`), /holds more than 2000000 values/);
});

t.test('what stands in a text is no value', async t => {
  t.doesNotThrow(refused(padding(JSON.stringify('['.repeat(1000)))));
  t.doesNotThrow(refused(padding(JSON.stringify(`"${'['.repeat(1000)}\\`))));
  t.doesNotThrow(refused(padding(JSON.stringify(Array.from({ length: 100_000 }, (_, n) => ({ n }))))));
});

t.test('why an object was not read is told', async t => {
  const { repository, on } = await storeBench(t);
  const { objects } = repository;
  const oid = blob(on, '12345');
  t.same(await whyNotRead(objects, [oid, '1'.repeat(40)], 4), [
    'has 5 bytes, more than the 4 it may have',
    'is missing or cannot be read',
  ]);
  t.same(await whyNotRead(objects, ['HEAD^{tree}'], 100), ['is a tree']);
  t.same(await whyNotRead(objects, [], 4), []);
});
