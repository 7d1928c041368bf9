import t from 'tap';
import { parseSubmodules, readSubmodules } from '../../src/git/submodules.ts';
import { temporaryRepository } from '../support/temporary-repository.ts';

const parse = (text: string) => Object.fromEntries(parseSubmodules(Buffer.from(text)));

t.test('names are told by path', async t => {
  t.same(parse('[submodule "a.b c"]\n\tpath = lib/a/\n\turl = ../a\n[submodule "x"]\n\turl = ../x\n'), {
    'lib/a': 'a.b c',
  });
  t.same(parse(''), {});
});

t.test('a name that would lead out of its place is none, and a broken file names nothing', async t => {
  for (const name of ['../x', '/etc', 'a/../b', 'a\\\\..\\\\b', '..']) {
    t.same(parse(`[submodule "${name}"]\n\tpath = lib\n`), {}, name);
  }
  t.same(parse('[submodule "a..b"]\n\tpath = lib\n'), { lib: 'a..b' });
  t.same(parse('[submodule\n'), {});
});

t.test('a work tree without such a file has no names', async t => {
  const { path, write } = temporaryRepository(t);
  t.equal(readSubmodules(path).size, 0);
  write('.gitmodules', '[submodule "a"]\n\tpath = b\n');
  t.same([...readSubmodules(path)], [['b', 'a']]);
});
