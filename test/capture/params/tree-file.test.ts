import { execFileSync } from 'node:child_process';
import t, { type Test } from 'tap';
import { isTreeFile, readTree } from '../../../src/capture/params/tree-file.ts';
import { flatten, type Leaf, type TreeMap } from '../../../src/run/flatten.ts';
import { put } from '../../support/ended-job.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

async function read(t: Test, name: string, content: string | Buffer) {
  return readTree(put(temporaryDirectory(t), name, content));
}

async function leaves(t: Test, name: string, content: string): Promise<Record<string, Leaf>> {
  const reading = await read(t, name, content);
  if ('why' in reading) throw new Error(reading.why);
  return Object.fromEntries(flatten(reading.tree as TreeMap));
}

t.test('the formats are told by their endings', async t => {
  for (const name of ['a.yaml', 'a.YML', 'a.toml', 'a.json']) t.ok(isTreeFile(name), name);
  t.notOk(isTreeFile('a.py'));
});

t.test('JSON is read as Python writes it', async t => {
  t.same(await leaves(t, 'p.json', '\ufeff{"seed": 18446744073709551615, "max": Infinity}'), {
    seed: { value: 18446744073709551615n },
    max: { value: Number.POSITIVE_INFINITY },
  });
});

t.test('TOML is read with its large integers and dates', async t => {
  t.same(await leaves(t, 'p.toml', 'day = 1979-05-27\nseed = 9223372036854775807\n[a]\nb = [1, 2]\n'), {
    day: { value: '1979-05-27' },
    seed: { value: 9223372036854775807n },
    'a.b': { value: '[1,2]' },
  });
});

t.test('a malformed file says where', async t => {
  t.match(await read(t, 'p.yaml', 'a: 1\nb: [1\nc: 2\n'), { line: 3, why: String });
  t.match(await read(t, 'p.json', '{"a": 1,\n"b": }\n'), { line: 2, why: String });
  t.match(await read(t, 'p.json', '{"a": NaN,\n"b": }\n'), { line: 2, why: String });
  t.match(await read(t, 'p.json', '{"a": 1,\n'), { line: 2, why: String });
  t.match(await read(t, 'p.toml', 'a = 1\nb = \n'), { line: 2, why: String });
  t.notMatch(await read(t, 'p.yaml', 'a: [1\nc: 2\n'), { why: '\n' });
});

t.test('hostile files are refused in little time', async t => {
  t.match(await read(t, 'p.json', `${'['.repeat(200_000)}`), { why: String });
  t.match(await read(t, 'p.toml', `a = ${'['.repeat(20_000)}`), { why: String });
  t.match(await read(t, 'p.json', Buffer.alloc(4 * 2 ** 20 + 1)), { why: /larger than 4 MiB/ });
});

t.test('what is no file is not waited for', async t => {
  const directory = temporaryDirectory(t);
  t.match(await readTree(`${directory}/none.yaml`), { missing: true });
  t.match(await readTree(put(directory, 'a.yaml/b').slice(0, -2)), { why: String });
  execFileSync('mkfifo', [`${directory}/pipe.yaml`]);
  t.match(await readTree(`${directory}/pipe.yaml`), { why: 'it is no regular file' });
});

t.test('what is made to cost seconds or the process is refused with its reason, in every format', async t => {
  const digits = '9'.repeat(4_000_000);
  const deep = '['.repeat(100_000);
  const bombs = Array.from({ length: 30 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at},*a${at},*a${at}]`);
  const cases: [string, string, RegExp][] = [
    ['digits.json', `{"x":${digits}}`, /4300 digits/],
    ['digits.yaml', `x: ${digits}`, /4300 digits/],
    ['hex.yaml', `x: 0x${'f'.repeat(4_000_000)}`, /4300 digits/],
    ['digits.toml', `x = ${digits}`, /integer|number|digits/i],
    ['deep.json', `{"x":${deep}${']'.repeat(100_000)}}`, /deep/],
    ['deep.yaml', `x: ${deep}`, /levels|deep|flow/i],
    ['deep.toml', `x = ${deep}`, /nested/],
  ];
  for (const [name, text, why] of cases) {
    const started = performance.now();
    t.match(await read(t, name, text), { why }, name);
    t.comment(`${name}: ${Math.round(performance.now() - started)} ms`);
  }
  const reading = await read(t, 'alias.yaml', `a0: &a0 [1]\n${bombs.join('\n')}\n`);
  t.ok('tree' in reading);
  if ('tree' in reading) t.throws(() => flatten(reading.tree as TreeMap), RangeError);
});

t.test('keys of prototypes are keys like others', async t => {
  for (const [name, text] of [
    ['p.json', '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":2}}}'],
    ['p.yaml', '__proto__: {polluted: 1}\nconstructor: {prototype: {polluted: 2}}\n'],
    ['p.toml', '[__proto__]\npolluted = 1\n[constructor.prototype]\npolluted = 2\n'],
  ] as const) {
    const reading = await read(t, name, text);
    if ('why' in reading) t.match(reading.why, /__proto__|prototype|key/i, name);
    else
      t.same(
        [...flatten(reading.tree as TreeMap)].map(([key, { value }]) => [key, value]),
        [
          ['__proto__.polluted', 1],
          ['constructor.prototype.polluted', 2],
        ],
        name,
      );
    t.notOk('polluted' in {}, name);
  }
});
