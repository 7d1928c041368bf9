import fc from 'fast-check';
import t from 'tap';
import { entryOf } from '../../../src/run/run-row.ts';
import { entryIn } from '../../../src/store/index/cell-entry.ts';
import { printExcerpt, readExcerpt } from '../../../src/store/index/excerpt.ts';
import { listedRun } from '../../../src/store/listed-run.ts';
import { arbitraryRun, text } from '../../support/arbitrary-run.ts';
import { equal } from '../../support/store-bench.ts';

t.test('an entry is found without the others, wherever it stands', async t => {
  const cell = '{"acc":{"last":1,"max":2},"loss":{"last":3},"a\\"b":{"last":4},"\\u00e4":{"last":5}}';
  t.same(entryIn(cell, 'acc', '}'), { value: { last: 1, max: 2 } });
  t.same(entryIn(cell, 'loss', '}'), { value: { last: 3 } });
  t.same(entryIn(cell, 'a"b', '}'), { value: { last: 4 } });
  t.same(entryIn(cell, 'ä', '}'), { value: { last: 5 } });
  for (const key of ['last', 'max', 'b', 'cc', '']) t.equal(entryIn(cell, key, '}'), 'none', key);
  t.equal(entryIn('{}', 'acc', '}'), 'none');
});

t.test('a text that looks like an entry is none', async t => {
  const cell = JSON.stringify({ a: { value: '},"lr":{"value":1}', text: 'b' }, 'x,': { value: '"lr":' } });
  t.equal(entryIn(cell, 'lr', '}'), 'none');
  t.equal(entryIn(cell, 'text', '}'), 'none');
  const tags = JSON.stringify({ a: 'x","b":"y', c: ',"b":"z"' });
  t.equal(entryIn(tags, 'b', '"'), 'none');
  t.same(entryIn(tags, 'c', '"'), { value: ',"b":"z"' });
});

t.test('a key that begins as what follows a text is looked for in the whole cell', async t => {
  const tags = JSON.stringify({ 'k",=:': ':=real', ':': 'real' });
  t.equal(entryIn(tags, ':', '"'), 'unclear');
  t.equal(
    entryIn(JSON.stringify({ a: { value: 1, text: 'x},' }, '},': { value: 2 } }), '},', '}'),
    'unclear',
  );
});

t.test('no text, however it is made, is taken for an entry', async () => {
  const odd = fc.string({ unit: fc.constantFrom('"', ',', '}', ':', '{', '\\\\', 'a'), maxLength: 8 });
  fc.assert(
    fc.property(
      fc.dictionary(odd, odd, { maxKeys: 4 }),
      fc.dictionary(odd, odd, { maxKeys: 4 }),
      odd,
      (tags, texts, key) => {
        const params = Object.fromEntries(
          Object.entries(texts).map(([name, text]) => [name, { value: text, text }]),
        );
        for (const [record, end] of [
          [tags, '"'],
          [params, '}'],
        ] as const) {
          for (const asked of [key, ...Object.keys(record)]) {
            const found = entryIn(JSON.stringify(record), asked, end);
            if (found === 'unclear') continue;
            const wanted = Object.hasOwn(record, asked)
              ? (record as Record<string, unknown>)[asked]
              : undefined;
            if (!equal(found === 'none' ? null : found.value, wanted ?? null)) return false;
          }
        }
        return true;
      },
    ),
    { numRuns: 3000 },
  );
});

t.test('where a number is none of JSON, the whole cell is to be parsed', async t => {
  t.equal(entryIn('{"acc":{"last":{"$number":"NaN"},"max":1}}', 'acc', '}'), 'unclear');
});

t.test('each entry of a run, and no other, is that of the whole record', async () => {
  fc.assert(
    fc.property(arbitraryRun, text, (run, other) => {
      const loaded = { run, trashed: false, added: {}, annotations: [], commit: 'c'.repeat(40) };
      const line = printExcerpt(listedRun(loaded)) as string;
      const whole = readExcerpt(line, new Map());
      for (const of of ['params', 'metrics', 'tags'] as const) {
        const keys = [...Object.keys(run[of]), other, 'last', 'value', 'text', '$number', '__proto__'];
        for (const key of keys) {
          const record = whole[of] as Readonly<Record<string, unknown>>;
          const wanted = Object.hasOwn(record, key) ? record[key] : undefined;
          // A row of its own each time: one whose record was read is asked for that.
          if (!equal(entryOf(readExcerpt(line, new Map()), of, key) ?? null, wanted ?? null)) return false;
        }
      }
      return true;
    }),
  );
});
