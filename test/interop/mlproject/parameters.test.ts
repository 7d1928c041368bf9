import { join, resolve } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { type Places, resolveParameters } from '../../../src/interop/mlproject/parameters.ts';
import type { Parameter } from '../../../src/interop/mlproject/project.ts';

const places = (there: readonly string[] = []): Places => ({
  caller: '/top',
  project: '/top/ml',
  top: '/top',
  exists: path => there.includes(path),
});
const resolved = (
  declared: Readonly<Record<string, Parameter>>,
  given: Readonly<Record<string, string>>,
  there: readonly string[] = [],
) => resolveParameters({ declared: new Map(Object.entries(declared)), given }, places(there));

t.test('what is given comes before what is usual, and others follow in their order', async t => {
  const { values, extra, written } = resolved(
    { a: { type: 'float', default: '0.1' }, b: { type: 'string', default: 'x' }, c: { type: 'int' } },
    { z: '1', c: 'no number', a: '', y: '2' },
  );
  t.same(
    [...values],
    [
      ['a', { text: '' }],
      ['b', { text: 'x' }],
      ['c', { text: 'no number' }],
    ],
  );
  t.same([...extra.keys()], ['z', 'y']);
  t.same({ ...written }, { a: '', b: 'x', c: 'no number', z: '1', y: '2' });
});

t.test('all that is missing is named at once, as MLflow does', async t => {
  t.throws(
    () => resolved({ a: { type: 'float' }, b: { type: 'path' }, toString: { type: 'x' } }, { a: '1' }),
    {
      code: 'project',
      message: "No value given for missing parameters: 'b', 'toString'",
      data: { remedies: ['  give each a value: -P b=VALUE -P toString=VALUE'] },
    },
  );
});

t.test('a path that was given is from where one is, a usual one from the project', async t => {
  const there = ['/top/data.csv', '/top/ml/data.csv', '/else/x'];
  const data = (parameter: Partial<Parameter>, given?: string) =>
    resolved(
      { d: { type: 'path', ...parameter } },
      given === undefined ? {} : { d: given },
      there,
    ).values.get('d');
  t.same(data({}, 'data.csv'), { text: '../data.csv', fromDirectory: true });
  t.same(data({ default: 'data.csv' }), { text: 'data.csv', fromDirectory: true });
  t.same(data({}, 'file:///else/x'), { text: '/else/x' });
  t.same(data({}, '../else/x'), { text: '/else/x' });
  t.throws(() => data({}, 'none'), {
    code: 'project',
    message: /^Got value none for parameter d, but no such file or directory was found: \/top\/none$/,
  });
  for (const uri of ['s3://bucket/x', 'https://example.com/x', 'dbfs:/x', 'file://host/x'])
    t.throws(() => data({}, uri), { code: 'project', message: /not on this machine/ }, uri);
});

t.test('a path comes to the file that was meant, whatever it is called', async () => {
  const part = fc.constantFrom('..', 'a', 'ml', ' ', "it's", '-x', '$(x)', '#');
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), parts => {
      const path = resolve('/top', parts.join('/'));
      const value = resolved({ d: { type: 'path' } }, { d: parts.join('/') }, [path]).values.get('d');
      const text = value?.text ?? '';
      return (value?.fromDirectory ? join('/top/ml', text) : text) === path;
    }),
  );
});

t.test('a URI has a scheme, and is passed on as it is', async t => {
  const uri = (given: string) => resolved({ u: { type: 'uri' } }, { u: given }).values.get('u');
  for (const text of ['https://example.com/x?y', 's3://b/c', 'file:///x', 'dbfs:/x'])
    t.same(uri(text), { text });
  for (const text of ['', 'data.csv', '/data', '://x', '1:x', 'x:'])
    t.throws(() => uri(text), { code: 'project', message: /is no URI/ }, text);
});
