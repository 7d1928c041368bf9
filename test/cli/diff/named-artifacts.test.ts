import t from 'tap';
import { nameArtifacts } from '../../../src/cli/diff/named-artifacts.ts';
import { cli } from '../../support/cli.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const save = (name: string, files: Record<string, string>) =>
  bench.save(bench.run({ name }), {
    files: storedFiles(
      Object.fromEntries(Object.entries(files).map(([path, text]) => [`artifacts/${path}`, text])),
    ),
  });
await save('a', { 'm.json': '{"acc":1}', 'out/t.txt': 'x\n', 'out/same': '1' });
await save('b', { 'm.json': '{"acc":2}', 'out/t.txt': 'y\n', 'out/same': '1', 'n.json': '{"acc":3}' });
const run = cli(bench.on);

t.test('a colon names an artifact', async t => {
  t.equal(nameArtifacts(['a', 'b']), false);
  t.equal(nameArtifacts(['a:x', 'b']), true);
});

t.test('a file is compared with that of the other run, JSON by its keys', async t => {
  t.equal((await run('diff', 'a:m.json', 'b:m.json')).stdout, 'm.json\n  key  a  b\n  acc  1  2\n');
  t.equal((await run('diff', 'a:m.json', 'b')).stdout, 'm.json\n  key  a  b\n  acc  1  2\n');
  t.match((await run('diff', 'a:m.json', 'b:n.json')).stdout, /^m\.json → n\.json\n/);
  t.match((await run('diff', 'a:m.json', 'b:m.json', '-p')).stdout, /\n-\{"acc":1\}\n/);
  t.match(JSON.parse((await run('diff', 'a:m.json', 'b:m.json', '--json')).stdout), {
    version: 1,
    same: false,
    content: [{ kind: 'json', path: 'm.json', changes: [{ key: 'acc', a: 1, b: 2 }] }],
  });
});

t.test('text is a patch of Git, and a directory all of its files', async t => {
  t.match((await run('diff', 'a:out/t.txt', 'b:out/t.txt')).stdout, /^diff --git (.|\n)*\n-x\n\+y\n$/);
  t.match(await run('diff', 'a:out', 'b:out', '--exit-code'), {
    exitCode: 1,
    stdout: /^diff --git a\/artifacts\/out\/t\.txt/,
  });
  t.match(await run('diff', 'a:out/same', 'b', '--exit-code'), { exitCode: 0, stdout: '' });
  t.match(
    (await run('diff', 'a:', 'b:', '--md')).stdout,
    /### m\.json\n(.|\n)*### n\.json\n(.|\n)*### out\/t\.txt\n/,
  );
});

t.test('what is not there, and what is no table, is told', async t => {
  t.match(await run('diff', 'a:m.jso', 'b'), { exitCode: 1, stderr: /did you mean 'm\.json'/ });
  t.match(await run('diff', 'a:m.json'), { exitCode: 2, stderr: /artifacts are compared by two/ });
  t.match(await run('diff', 'a:m.json', 'b', '--csv'), { exitCode: 2 });
});
