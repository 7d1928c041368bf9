import t from 'tap';
import { parseProjectUri } from '../../../src/interop/mlproject/project-uri.ts';

t.test('directories, Git URLs, and directories within', async t => {
  const uris: readonly [string, object][] = [
    ['.', { kind: 'path', at: '.', within: '' }],
    ['ml/digits', { kind: 'path', at: 'ml/digits', within: '' }],
    ['ml#a/b', { kind: 'path', at: 'ml', within: 'a/b' }],
    ['file:///a%20b#c', { kind: 'path', at: '/a b', within: 'c' }],
    ['https://example.com/x.git#sub', { kind: 'git', at: 'https://example.com/x.git', within: 'sub' }],
    ['git@example.com:x/y.git', { kind: 'git', at: 'git@example.com:x/y.git', within: '' }],
    ['ssh://example.com/x', { kind: 'git', at: 'ssh://example.com/x', within: '' }],
    ['python', { kind: 'path', at: 'python', within: '' }],
    ["ext::sh -c 'x'", { kind: 'path', at: "ext::sh -c 'x'", within: '' }],
  ];
  for (const [word, uri] of uris) t.same(parseProjectUri(word), uri, word);
});

t.test('nothing leads out of the project', async t => {
  for (const word of ['.#..', 'x#a/../..', 'x#/etc', 'x#./a'])
    t.throws(() => parseProjectUri(word), { code: 'project', message: /is no directory within/ }, word);
  t.throws(() => parseProjectUri('https://example.com/x.zip'), { code: 'project', message: /is an archive/ });
});
