import t, { type Test } from 'tap';
import { paramsFiles } from '../../../src/capture/params/params-files.ts';
import { captureContext } from '../../support/capture-context.ts';
import { put } from '../../support/ended-job.ts';

async function found(t: Test, files: Record<string, string>, declared: string[], undeclared: string[] = []) {
  const paramFiles = [
    ...undeclared.map(path => ({ path, declared: false })),
    ...declared.map(path => ({ path, declared: true })),
  ];
  const job = captureContext(t, { settings: { paramFiles } });
  for (const [path, content] of Object.entries(files)) put(job.workTree, path, content);
  const { params, problems } = (await paramsFiles.before?.(job)) ?? {};
  return { params: { ...params }, problems };
}

t.test('params come with the file and key they stand at', async t => {
  t.same(await found(t, { 'params.yaml': 'model:\n  lr: 1e-3\n' }, [], ['params.yaml']), {
    params: {
      'model.lr': {
        value: 0.001,
        text: '1e-3',
        origin: { kind: 'file', path: 'params.yaml', key: 'model.lr' },
      },
    },
    problems: [],
  });
});

t.test('of a key in two files the later one has the last word', async t => {
  const files = { 'a.json': '{"lr":1,"bs":8}', 'conf/b.toml': 'lr = 2' };
  t.match((await found(t, files, ['a.json', 'conf/b.toml'])).params, {
    lr: { value: 2, origin: { path: 'conf/b.toml' } },
    bs: { value: 8 },
  });
});

t.test('a declared file that is missing is missed, a default one is not', async t => {
  t.same(await found(t, {}, [], ['params.yaml']), { params: {}, problems: [] });
  t.match((await found(t, {}, ['conf/a.yaml'])).problems, [
    { code: 'missing-params-file', message: 'conf/a.yaml: no such file, no params were read' },
  ]);
});

t.test('a malformed file is named with its line, and the others are read', async t => {
  const { params, problems } = await found(t, { 'a.yaml': 'x: 1\ny: [\n', 'b.json': '{"z":1}' }, [
    'a.yaml',
    'b.json',
  ]);
  t.same(Object.keys(params), ['z']);
  t.match(problems, [{ code: 'malformed-params-file', message: /^a\.yaml:\d: / }]);
});

t.test('what holds no params is said so', async t => {
  t.match((await found(t, { 'a.yaml': '- 1\n' }, ['a.yaml'])).problems, [{ message: /no mapping/ }]);
  t.match((await found(t, { 'a.py': 'x = 1' }, ['a.py'])).problems, [
    { message: /only YAML, JSON and TOML/ },
  ]);
  const many = JSON.stringify(Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [index, 1])));
  t.match((await found(t, { 'a.json': many }, ['a.json'])).problems, [{ message: /more than 10000 keys/ }]);
  t.same((await found(t, { 'a.yaml': '# nothing\n' }, ['a.yaml'])).problems, []);
});
