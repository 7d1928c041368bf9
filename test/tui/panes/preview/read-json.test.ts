import fc from 'fast-check';
import t from 'tap';
import { type JsonNode, readJson } from '../../../../src/tui/panes/preview/read-json.ts';

/** What was read, as JSON again. */
function written(node: JsonNode): string {
  if (!('members' in node)) return node.text;
  const members = node.members.map(({ key, value }) => (key === undefined ? '' : `${key}:`) + written(value));
  return node.kind === 'object' ? `{${members.join()}}` : `[${members.join()}]`;
}

t.test('whatever is JSON is read as it is written', async t => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        const [node, ...rest] = readJson(JSON.stringify(value, null, indent), false) ?? [];
        return node !== undefined && rest.length === 0 && written(node) === JSON.stringify(value);
      }),
    ),
  );
});

t.test('numbers keep their digits, and members their order and their doubles', async t => {
  const text = '{"b":1.0,"a":12345678901234567890,"b":1e-9,"c":[NaN,-Infinity]}';
  t.equal(written(readJson(text, false)?.[0] as JsonNode), text);
});

t.test('values one behind the other are as many', async t => {
  t.equal(readJson('{"a":1}\n{"a":2}\n[3]\n', false)?.length, 3);
  t.same(readJson('\ufeff \n', false), []);
});

t.test('what is no JSON is none', async t => {
  const wrong = [
    '[INFO] hi',
    '{a:1}',
    '[1 2]',
    '[1,]',
    '{"a"}',
    '{"a":1,}',
    ']',
    '[}',
    '[1',
    '"a',
    '[1}',
    '{,}',
  ];
  for (const text of wrong) t.equal(readJson(text, false), undefined, text);
});

t.test('of a text whose end is missing there is what has been read', async t => {
  const text = '{"a":[1,2.5,"some text \\" of it",{"b":null}],"c":true,"d":-17}';
  for (let length = 1; length < text.length; length++) {
    const nodes = readJson(text.slice(0, length), true);
    t.ok(nodes, text.slice(0, length));
  }
  t.equal(written(readJson('[1,2', true)?.[0] as JsonNode), '[1]', 'half of a number is none');
  t.equal(readJson('{"a":1} no, not here', true), undefined, 'it has to be JSON up to there');
});

t.test('a text of nothing but brackets is read in one go', async t => {
  t.ok(readJson('['.repeat(200_000), true));
  t.ok(readJson('{"a":'.repeat(50_000), true));
});
