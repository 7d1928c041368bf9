/** Filters of every shape that can be parsed, for properties. */
import fc from 'fast-check';
import type { Filter, FilterKey, Literal, Test } from '../../src/query/filter/filter.ts';
import { whyUnfit } from '../../src/query/filter/literal.ts';
import { ATTRIBUTES } from '../../src/query/lookup.ts';

/** Objects as the parser makes them: with a prototype. */
const PLAIN = { noNullPrototype: true } as const;

const name = fc.oneof(
  fc.constantFrom(
    'lr',
    'acc',
    'val loss',
    'a.b',
    'x-y',
    '1a',
    "it's",
    '`',
    `'"\``,
    'and',
    'é',
    'e',
    'has:x',
    '\\',
  ),
  fc.string({ minLength: 1, maxLength: 8 }),
);

export const arbitraryKey: fc.Arbitrary<FilterKey> = fc.oneof(
  fc.record({ kind: fc.constantFrom('metric', 'param', 'tag'), name }, PLAIN),
  fc.record({ kind: fc.constant('attribute' as const), name: fc.constantFrom(...ATTRIBUTES) }, PLAIN),
  fc.record({ kind: fc.constant('input' as const), name: fc.constantFrom('name', 'digest') }, PLAIN),
);

const literal: fc.Arbitrary<Literal> = fc.oneof(
  fc
    .constantFrom('0.5', '-1e-3', '42', '18446744073709551616', 'nan', 'inf', 'true', 'false', '2h', '90s')
    .map(text => ({ text, quoted: false })),
  fc
    .constantFrom('adam', 'failed', 'lost', '2026-11-02', 'yesterday', 'abcd1234')
    .chain(text => fc.boolean().map(quoted => ({ text, quoted }))),
  fc.string({ unit: 'grapheme', maxLength: 10 }).map(text => ({ text, quoted: true })),
);

const text = fc.string({ unit: 'grapheme', maxLength: 8 });

/** A value that fits its key; most are thrown away by none. */
const fitting = (key: FilterKey, operator: Parameters<typeof whyUnfit>[1]) =>
  literal.filter(value => whyUnfit(key, operator, value) === undefined);

const test: fc.Arbitrary<Test> = arbitraryKey.chain(key =>
  fc.oneof(
    fc
      .constantFrom('=', '!=')
      .chain(operator =>
        fitting(key, operator).map((value): Test => ({ kind: 'compare', key, operator, value })),
      ),
    fc
      .array(fitting(key, 'in'), { minLength: 1, maxLength: 3 })
      .map((values): Test => ({ kind: 'in', key, values })),
    fc.record({ pattern: text, caseless: fc.boolean() }).map((how): Test => ({ kind: 'like', key, ...how })),
    fc
      .constantFrom('^a', 'b$', '\'"`', '\\d+', '')
      .map((pattern): Test => ({ kind: 'regexp', key, pattern })),
    fc.constant<Test>({ kind: 'null', key }),
    ...(key.kind === 'metric' || key.kind === 'param'
      ? [
          fc
            .constantFrom('<', '<=', '>', '>=')
            .chain(operator =>
              fitting(key, operator).map((value): Test => ({ kind: 'compare', key, operator, value })),
            ),
          fc
            .tuple(fitting(key, 'between'), fitting(key, 'between'))
            .map(([low, high]): Test => ({ kind: 'between', key, low, high })),
        ]
      : []),
  ),
);

/** Every filter that can be written down. */
export const arbitraryFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>(tie => ({
  filter: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'filter' },
    test,
    fc.record({ kind: fc.constant('not' as const), of: tie('filter') }, PLAIN),
    fc.record(
      {
        kind: fc.constantFrom('and' as const, 'or' as const),
        of: fc.array(tie('filter'), { minLength: 2, maxLength: 3, depthIdentifier: 'filter' }),
      },
      PLAIN,
    ),
  ),
})).filter;
