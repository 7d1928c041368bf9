import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { digestOf, parsePythonEnv, requirementWords } from '../../../src/interop/mlproject/python-env.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

t.test('what is to be installed is read in its order', async t => {
  const text =
    'python: 3.10\nbuild_dependencies: [pip, wheel==0.4]\ndependencies:\n  - -r requirements.txt\n';
  t.same(await parsePythonEnv(text, 'p.yaml'), {
    python: '3.10',
    groups: [['pip', 'wheel==0.4'], ['-r requirements.txt']],
  });
  t.same(await parsePythonEnv('', 'p.yaml'), { groups: [] });
});

t.test('what is wrong is told with the file and the key', async t => {
  const wrong: readonly [string, RegExp][] = [
    ['- x', /^p\.yaml: it must be keys and values/],
    ['a: [', /^p\.yaml: not YAML: /],
    ['python: [3]', /^p\.yaml: 'python' must be a version/],
    ['dependencies: numpy', /^p\.yaml: 'dependencies' must be a list of requirements$/],
    ['dependencies: [{pip: x}]', /^p\.yaml: 'dependencies\.0' must be text/],
  ];
  for (const [text, message] of wrong)
    await t.rejects(parsePythonEnv(text, 'p.yaml'), { code: 'project', message }, text);
});

t.test('a line becomes the words of pip, and its files those of the project', async t => {
  t.same(requirementWords('-r a b.txt', '/p'), ['-r', '/p/a b.txt']);
  t.same(requirementWords('--constraint=c.txt', '/p'), ['--constraint', '/p/c.txt']);
  t.same(requirementWords('--index-url https://example.com', '/p'), ['--index-url', 'https://example.com']);
  t.same(requirementWords(' x==1; python_version > "3" ', '/p'), ['x==1; python_version > "3"']);
});

t.test('an environment is another when a file that it names is, however deep', async t => {
  const directory = temporaryDirectory(t);
  const write = (file: string, text: string) => writeFileSync(join(directory, file), text);
  write('a.txt', '-r b.txt\n-r a.txt\n');
  write('b.txt', 'x==1\n');
  const asked = { groups: [['-r a.txt']] };
  const digest = () => digestOf(asked, directory, 'uv');
  const first = await digest();
  t.equal(await digest(), first);
  t.not(await digestOf(asked, directory, 'virtualenv'), first);
  write('b.txt', 'x==2\n');
  t.not(await digest(), first);
  await t.rejects(digestOf({ groups: [['-r none.txt']] }, directory, 'uv'), {
    code: 'project',
    message: /requirements of -r none\.txt, and there is no such file/,
  });
  const local = { groups: [['-e .']] };
  t.not(await digestOf(local, directory, 'uv'), await digestOf(local, temporaryDirectory(t), 'uv'));
});
