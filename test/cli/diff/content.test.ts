import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { type ContentPair, readContent } from '../../../src/cli/diff/content.ts';
import { worldOf } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const save = (name: string, files: Record<string, string | Buffer>) =>
  bench.save(bench.run({ name }), {
    files: storedFiles(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`artifacts/${path}`, text])),
    ),
  });
const many = JSON.stringify(Array.from({ length: 10_001 }, (_, at) => at));
const [a, b] = [
  await save('a', {
    'm.json': '{"acc":1,"n":[1,2]}',
    'odd.json': '{',
    'many.json': many,
    't.txt': 'x\n',
    'w.bin': Buffer.from([0, 1]),
  }),
  await save('b', {
    'm.json': '{"acc":NaN,"n":[1,3]}',
    'odd.json': '[',
    'many.json': `${many}\n`,
    't.txt': 'y\u001b\n',
    'w.bin': Buffer.from([0, 2]),
  }),
];

const both = (path: string, size = 9): ContentPair => ({
  title: path,
  a: { commit: a, path, size },
  b: { commit: b, path, size },
});

function read(pairs: readonly ContentPair[], { asText = false, env = {} } = {}) {
  const context = createContext(worldOf(bench.on, { env }).world);
  t.teardown(() => context.close());
  return readContent(context, pairs, { colour: false, asText });
}

t.test('JSON is compared key by key, also inside of lists, and NaN is a value', async t => {
  const [json] = await read([both('m.json')]);
  t.match(json, {
    kind: 'json',
    changes: [
      { key: 'acc', state: 'changed', a: { value: 1 }, b: { value: Number.NaN } },
      { key: 'n.0', state: 'same' },
      { key: 'n.1', state: 'changed' },
    ],
  });
  t.match(await read([both('m.json')], { asText: true }), [{ kind: 'text', patch: /\n-\{"acc":1/ }]);
});

t.test('JSON that is malformed or too much is text', async t => {
  t.match(await read([both('odd.json'), both('many.json')]), [{ kind: 'text' }, { kind: 'text' }]);
});

t.test('text is compared by Git, and binaries are called so', async t => {
  const [text, binary] = await read([both('t.txt'), both('w.bin')]);
  t.match(text, { kind: 'text', patch: /\n-x\n\+y\\u\{1b\}\n$/ });
  t.match(binary, { kind: 'text', patch: 'Binary files a/artifacts/w.bin and b/artifacts/w.bin differ\n' });
});

t.test('what only one has is compared with nothing', async t => {
  const { a: only } = both('t.txt');
  t.match(await read([{ title: 't.txt', ...(only && { a: only }) }]), [
    { patch: /deleted file mode(.|\n)*\n-x\n/ },
  ]);
  t.match(await read([{ title: 't.txt', ...(only && { b: only }) }]), [
    { patch: /new file mode(.|\n)*\n\+x\n/ },
  ]);
});

t.test('what Git cannot find ends nothing', async t => {
  t.match(await read([both('gone.txt')]), [{ kind: 'remark', text: 'Git cannot compare it' }]);
});

t.test('what is large is not read', async t => {
  t.same(await read([both('w.bin', 5e9)]), [
    { kind: 'remark', path: 'w.bin', text: '5.0 GB: over 16.8 MB only digests are compared' },
  ]);
  const [last] = (await read(Array.from({ length: 101 }, () => both('w.bin', 5e9)))).slice(-1);
  t.match(last, { text: 'of 101 artifacts that differ only the first 100 are compared' });
});

t.test('without a git program JSON is compared all the same', async t => {
  const env = { GIT_RUN_ENGINE: 'embedded' };
  t.match(await read([both('m.json'), both('t.txt')], { env }), [
    { kind: 'json' },
    { kind: 'remark', text: 'no patch: that needs the git program' },
  ]);
});
