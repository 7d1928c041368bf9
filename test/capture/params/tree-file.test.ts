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
