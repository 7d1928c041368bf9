import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import t from 'tap';
import { parseMeta, printMeta } from '../../../src/interop/mlruns/meta-yaml.ts';
import { noPython, PYTHON } from '../../support/python.ts';
import { equal } from '../../support/store-bench.ts';

t.test('the usual lines, and those that need a parser, are read alike', async t => {
  const usual =
    "artifact_uri: /home/ada/mlruns/1/ab/artifacts\nend_time: null\nentry_point_name: ''\nexperiment_id: '1'\n" +
    'run_name: rare-fish-1\nstart_time: 1793628002000\nstatus: 3\ntags: []\nuser_id: ada\n';
  const expected = {
    artifact_uri: '/home/ada/mlruns/1/ab/artifacts',
    end_time: null,
    entry_point_name: '',
    experiment_id: '1',
    run_name: 'rare-fish-1',
    start_time: 1793628002000,
    status: 3,
    tags: [],
    user_id: 'ada',
  };
  t.ok(equal(parseMeta(usual), expected));
  t.ok(equal(parseMeta(`# a comment\n${usual}`), expected));
});

t.test('words that YAML takes for something else are read as PyYAML does', async t => {
  const read = (value: string) => parseMeta(`name: ${value}\n`).name;
  t.equal(read('yes'), true);
  t.equal(read('1e5'), '1e5');
  t.equal(read('5e123456789012345678901234567890'), '5e123456789012345678901234567890');
  t.equal(read('e0'), 'e0');
  t.equal(read('2.5'), 2.5);
  t.equal(read("'yes'"), 'yes');
  t.equal(read('123456789012345678'), 123456789012345678n);
  t.equal(read('"a\\tb"'), 'a\tb');
  t.equal(read("'it''s'"), "it's");
  t.equal(read("'long\n  words'"), 'long words');
});

t.test('what is no mapping is refused, and so is what would never end', async t => {
  for (const text of ['- a\n', 'words\n', 'a: [\n', 'a: {b\n'])
    t.throws(() => parseMeta(text), SyntaxError, text);
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 0; level < 12; level++)
    bomb.push(
      `${String.fromCharCode(98 + level)}: &${String.fromCharCode(98 + level)} [${Array(10)
        .fill(`*${String.fromCharCode(97 + level)}`)
        .join(', ')}]`,
    );
  t.throws(() => parseMeta(`${bomb.join('\n')}\n`), SyntaxError);
});

const scalar = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '',
    'yes',
    'null',
    '1',
    '1e5',
    '12:30',
    'a: b',
    '- x',
    "it's",
    '2026-11-02',
    '0x1f',
    '~',
    'a\nb',
    '\\',
    ' x ',
  ),
  fc.integer(),
  fc.constant(null),
);
const meta = fc.dictionary(
  fc.stringMatching(/^[a-z_]{1,8}$/),
  fc.oneof(scalar, fc.dictionary(fc.string({ minLength: 1 }), scalar)),
);

t.test('what was printed is read as it was', async () => {
  fc.assert(fc.property(meta, one => equal(parseMeta(printMeta(one) || '{}\n'), one)));
});

t.test('PyYAML reads it the same', { skip: noPython('yaml') }, async t => {
  const all = fc.sample(meta, { numRuns: 200, seed: 7 }).filter(one => Object.keys(one).length > 0);
  const script =
    'import json, sys, yaml; print(json.dumps([yaml.safe_load(text) for text in json.load(sys.stdin)]))';
  const { stdout, stderr } = spawnSync(PYTHON, ['-c', script], {
    input: JSON.stringify(all.map(printMeta)),
    encoding: 'utf8',
  });
  t.equal(stderr, '');
  t.ok(equal(JSON.parse(stdout), all));
});
