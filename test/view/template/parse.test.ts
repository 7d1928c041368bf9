import fc from 'fast-check';
import t from 'tap';
import { ATTRIBUTES, type Key } from '../../../src/query/lookup.ts';
import { TemplateError } from '../../../src/run/template-errors.ts';
import { COLOUR_WORDS } from '../../../src/view/template/colour.ts';
import { formsOf } from '../../../src/view/template/form.ts';
import { parseTemplate } from '../../../src/view/template/parse.ts';
import { printTemplate } from '../../../src/view/template/print.ts';
import { type Part, POSITIONS, type Template } from '../../../src/view/template/template.ts';

t.test('keys, their forms, and text between them', async t => {
  t.same(parseTemplate('%(id:short) is %(metrics.acc:%.3f)%n%x00%00%%'), [
    { kind: 'value', key: { kind: 'attribute', name: 'id' }, form: 'short' },
    { kind: 'text', text: ' is ' },
    { kind: 'value', key: { kind: 'metric', name: 'acc' }, form: '%.3f' },
    { kind: 'text', text: '\n\0\0%' },
  ]);
});

t.test('names with signs stand in quotes', async t => {
  const name = (text: string) => parseTemplate(text).map(part => part.kind === 'value' && part.key.name);
  t.same(name('%(metrics."val:acc")'), ['val:acc']);
  t.same(name("%(tags.'a)b':)"), ['a)b']);
  t.same(name('%(params.batch size)'), ['batch size']);
  t.same(name("%(params.e'it\\'s')"), ["it's"]);
  t.same(name('%(params.a.b/c@5)'), ['a.b/c@5']);
});

t.test('colours and alignment are those of for-each-ref', async t => {
  t.same(parseTemplate('%(color:bold red)%(align:20,right)%(name)%(end)%(color:reset)'), [
    { kind: 'colour', colour: 'bold red' },
    {
      kind: 'align',
      width: 20,
      position: 'right',
      of: [{ kind: 'value', key: { kind: 'attribute', name: 'name' }, form: '' }],
    },
    { kind: 'colour', colour: 'reset' },
  ]);
  t.match(parseTemplate('%(align:middle,8)x%(end)'), [{ width: 8, position: 'middle' }]);
});

t.test('what is wrong is pointed at, with what may have been meant', async t => {
  const wrong: [string, string, number, string[]][] = [
    ['%(id) %(nmae)', "there is no field 'nmae'", 6, ['%(name)']],
    ['%(acc)', "there is no field 'acc'", 0, ['%(metrics.acc)', '%(params.acc)', '%(tags.acc)']],
    ['x %(name', 'this %( is not closed', 2, []],
    ['%(metrics.a(b)', 'this cannot be read: a name with signs stands in quotes', 0, []],
    ['100%', "'%' means nothing", 3, ['%%']],
    ['%s', "'%s' means nothing", 0, ['%%']],
    ['%xff', "'%x' means nothing", 0, ['%%']],
    [
      '%(started:relativ)',
      "started has no form 'relativ'; there are relative, iso, iso-strict, unix, short",
      0,
      ['%(started:relative)'],
    ],
    ['%(name:short)', "name has no form 'short'; it has none", 0, []],
    ['%(color:rde)', "'rde' is no colour", 0, ['%(color:red)']],
    ['%(align:x)a%(end)', 'this needs cells, and may have a side', 0, ['%(align:20,right)']],
    ['a%(align:9)b', 'this %(align) has no %(end)', 1, ['%(end)']],
    ['a%(end)', 'there is no %(align) before this %(end)', 1, []],
  ];
  for (const [text, why, at, nearest] of wrong) {
    const expected = { message: `format, column ${at + 1}: ${why}`, data: { at, nearest } };
    t.throws(() => parseTemplate(text), expected, text);
  }
  t.throws(() => parseTemplate('%(align:9)'.repeat(100)), { message: /nested too deeply/ });
});

const name = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...'a\'"`:().%e\\\n'), minLength: 1, maxLength: 6 }),
);
const key: fc.Arbitrary<Key> = fc.oneof(
  fc.record({ kind: fc.constantFrom('param', 'metric', 'tag'), name }),
  fc.record({ kind: fc.constant('attribute' as const), name: fc.constantFrom(...ATTRIBUTES) }),
);
const value: fc.Arbitrary<Part> = key.chain(key =>
  fc.record({
    kind: fc.constant('value' as const),
    key: fc.constant(key),
    form: fc.constantFrom('', ...Object.keys(formsOf(key))),
  }),
);
const leaf: fc.Arbitrary<Part> = fc.oneof(
  value,
  fc.record({ kind: fc.constant('text' as const), text: fc.string({ unit: 'binary', minLength: 1 }) }),
  fc.record({ kind: fc.constant('colour' as const), colour: fc.constantFrom(...COLOUR_WORDS) }),
);
/** Texts beside each other are one. */
const joined = (parts: readonly Part[]): Template =>
  parts.filter((part, at) => part.kind !== 'text' || parts[at - 1]?.kind !== 'text');
const template = fc
  .array(
    fc.oneof(
      leaf,
      fc.record({
        kind: fc.constant('align' as const),
        width: fc.nat(9999),
        position: fc.constantFrom(...POSITIONS),
        of: fc.array(leaf, { maxLength: 4 }).map(joined),
      }),
    ),
    { maxLength: 6 },
  )
  .map(joined);

t.test('what is printed is read again as it was', async t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(
        template,
        template => JSON.stringify(parseTemplate(printTemplate(template))) === JSON.stringify(template),
      ),
    ),
  );
});

t.test('whatever is typed is a template, or an error that points into it', async t => {
  const scraps = [
    '%(',
    ')',
    ':',
    '%(end)',
    '%(align:',
    'color:',
    'red',
    'metrics.',
    '"',
    "e'",
    '%',
    'x',
    '0',
    ',',
    'name',
  ];
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.oneof(fc.constantFrom(...scraps), fc.string({ maxLength: 3 }))).map(all => all.join('')),
  );
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(typed, text => {
        try {
          parseTemplate(text);
          return true;
        } catch (error) {
          if (!(error instanceof TemplateError)) throw error;
          const { at, end } = error.data;
          return at >= 0 && at < end && end <= text.length;
        }
      }),
      { numRuns: 2000 },
    ),
  );
});
