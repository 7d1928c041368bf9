import fc from 'fast-check';
import t from 'tap';
import { readEvent } from '../../src/run/event.ts';
import { eventLine, type ParamValue } from '../../src/run/event-line.ts';

const back = (said: Parameters<typeof eventLine>[0]) => readEvent(eventLine(said).slice(0, -1));

t.test('what is written is read as it was', async t => {
  t.same(back({ note: 'one\ntwo' }), [{ kind: 'note', text: 'one\ntwo' }]);
  t.same(back({ artifact: 'a b' }), [{ kind: 'artifact', path: 'a b' }]);
  t.same(back({ name: 'x' }), [{ kind: 'name', name: 'x' }]);
  t.same(back({ tag: { a: '"' } }), [{ kind: 'tag', key: 'a', value: '"' }]);
  t.same(back({ param: { model: { depth: 3, sizes: [1, 2n] }, seed: 2n ** 60n, none: null, on: true } }), [
    { kind: 'param', key: 'model.depth', value: 3 },
    { kind: 'param', key: 'model.sizes', value: '[1,2]' },
    { kind: 'param', key: 'seed', value: 2n ** 60n },
    { kind: 'param', key: 'none', value: null },
    { kind: 'param', key: 'on', value: true },
  ]);
});

t.test('any number is the value of a metric, in any key', async () => {
  fc.assert(
    fc.property(fc.string(), fc.double(), fc.integer(), (key, value, step) => {
      const [event] = back({ metric: { [key]: value }, step, time: 1.5 }) ?? [];
      return event?.kind === 'metric' && event.key === key && Object.is(event.value + 0, value + 0);
    }),
  );
});

t.test('no text breaks its line', async () => {
  const value = fc.dictionary(fc.string(), fc.string()) as fc.Arbitrary<Record<string, ParamValue>>;
  fc.assert(
    fc.property(value, param => eventLine({ param }).indexOf('\n') === eventLine({ param }).length - 1),
  );
});
