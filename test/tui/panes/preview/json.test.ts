import t from 'tap';
import { jsonPreview } from '../../../../src/tui/panes/preview/json.ts';
import { previewedFile } from '../../../../src/tui/panes/preview/previewed-file.ts';
import { styles } from '../../../../src/view/style.ts';

const shown = (path: string, text: string, size = Buffer.byteLength(text), style = styles(false)) =>
  jsonPreview(previewedFile(path, Buffer.from(text), size), { style });

t.test('a member stands in a line, what is short in one with others', async t => {
  const text = JSON.stringify({
    a: 1,
    short: [1, 2],
    nested: { x: 'y', z: {} },
    long: ['x'.repeat(40), 'y'.repeat(40)],
  });
  t.same(shown('a.json', text)?.lines, [
    '{',
    '  "a": 1,',
    '  "short": [1, 2],',
    '  "nested": {',
    '    "x": "y",',
    '    "z": {}',
    '  },',
    '  "long": [',
    `    "${'x'.repeat(40)}",`,
    `    "${'y'.repeat(40)}"`,
    '  ]',
    '}',
  ]);
});

t.test('many numbers share lines, and very many are counted', async t => {
  const preview = shown('a.json', JSON.stringify({ loss: Array.from({ length: 500 }, (_, n) => n) }));
  t.ok((preview?.lines.length ?? 0) < 30);
  t.match(preview?.lines.join('\n'), '… 300 more');
});

t.test('a line of each of many values', async t => {
  const preview = shown('a.jsonl', '{"step":1,"tags":["a"]}\n{"step":2,"tags":[]}\n');
  t.equal(preview?.kind, 'JSON, 2 lines');
  t.equal(preview?.isNumbered, true);
  t.same(preview?.lines, ['{"step": 1, "tags": ["a"]}', '{"step": 2, "tags": []}']);
});

t.test('it is known by what is in it; what only looks like it is none', async t => {
  t.ok(shown('params', ' {"a": 1}'));
  t.equal(shown('a.log', '[INFO] begins'), undefined);
  t.equal(shown('a.txt', '12\n13\n'), undefined);
  t.equal(shown('a.json', 'not yet'), undefined);
});

t.test('of a large one the beginning is laid out, with fewer members of each value', async t => {
  const text = JSON.stringify({ list: Array.from({ length: 20_000 }, (_, n) => ({ n })) }).slice(0, 200_000);
  const preview = shown('a.json', text, 9e6);
  t.equal(preview?.cut, 'the first 200 kB of 9.0 MB');
  t.ok((preview?.lines.length ?? 0) < 40);
});

t.test('depth, length and number are bounded', async t => {
  const bombs = [
    `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`,
    `["${'\\n'.repeat(100_000)}"]`,
    `{${Array.from({ length: 20_000 }, (_, n) => `"${n}":{"a":[1]}`).join()}}`,
    '{"a":1}\n'.repeat(30_000),
    `[${'[[1,2],3],'.repeat(20_000)}0]`,
  ];
  for (const text of bombs) {
    const lines = shown('a.json', text)?.lines ?? [];
    t.ok(lines.length > 0 && lines.length <= 5000, `${lines.length} lines`);
    t.ok(lines.every(line => line.length < 5000));
  }
});

t.test('keys, texts and words differ in colour', async t => {
  const lines = shown('a.json', '{"a": "x", "b": null}', undefined, styles(true))?.lines;
  t.same(lines?.slice(1, 3), [
    '  \x1b[36m"a"\x1b[39m: \x1b[32m"x"\x1b[39m,',
    '  \x1b[36m"b"\x1b[39m: \x1b[35mnull\x1b[39m',
  ]);
});
