import { join } from 'node:path';
import t from 'tap';
import { parseConfigFile } from '../../../src/git/embedded/config-file.ts';
import { parseConfig } from '../../../src/git/native/config.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

const TEXT = String.raw`# comment
[Core] bare = false ; and more
	Name
	empty =
[remote "My \"Origin\" \\x"]	url = " a ; b " c  # d
	fetch = +refs/*:refs/*
	fetch = one\
two \
   three
[a.B "C d"] key-1=x\ty\\z\"
[old.Section] K = v
[x]y=1
[x] y = 2`;

t.test('a file is read as git reads it, key for key', async t => {
  const { path, env, write } = temporaryRepository(t);
  for (const text of [TEXT, TEXT.replaceAll('\n', '\r\n'), `\ufeff${TEXT}\n`, '', '\n;\n']) {
    const file = write('config', text);
    const theirs = parseConfig(gitIn(path, env, ['config', '--list', '-z', '--file', file]));
    const ours = parseConfigFile(text, file);
    const keys = [...new Set(ours.map(({ key }) => key))];
    t.same(keys, theirs.keys(''));
    for (const name of keys) {
      t.same(
        ours.filter(({ key }) => key === name).map(({ value }) => value),
        theirs.all(name),
        name,
      );
    }
  }
});

t.test('a line that is none is an error with its place', async t => {
  for (const text of ['[a]\nb = "c', '[a]\nb = \\x', '[a]\n= b', '[a]\n[b', '\nk = v']) {
    t.throws(
      () => parseConfigFile(text, join('x', 'config')),
      { code: 'settings', data: { place: 'x/config:2' } },
      text,
    );
  }
});
