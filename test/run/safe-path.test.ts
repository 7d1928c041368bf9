import fc from 'fast-check';
import t from 'tap';
import { pathFromBytes } from '../../src/run/path.ts';
import { duplicates, whyUnsafe, whyUnsafeLink } from '../../src/run/safe-path.ts';

t.test('ordinary paths are safe, however odd', async t => {
  const paths = [
    'a',
    'src/train.py',
    '.gitignore',
    '.gitmodules',
    '.github/workflows/ci.yml',
    'a.git',
    'git~10',
    'x/git',
    '...',
    '..a',
    'a..',
    '-rf',
    '$(id)',
    'a b\tc\nd',
    'Ünï/çödé 🦦',
    'console.txt',
    'com10',
    'x/a:b',
    'a'.repeat(255),
    pathFromBytes(Buffer.from([0x66, 0xff, 0x2f, 0x80])),
  ];
  for (const path of paths) t.equal(whyUnsafe(path), undefined, path);
});

t.test('a path that leads out, or nowhere, is refused', async t => {
  const paths = ['', '/', '/abs', '//x/y', '.', '..', './a', 'a/..', 'a/../b', 'a/./b', 'a//b', 'a/', 'a\0b'];
  for (const path of paths) t.type(whyUnsafe(path), 'string', JSON.stringify(path));
});

t.test('every spelling of .git is refused, at any depth', async t => {
  const names = [
    '.git',
    '.GIT',
    '.Git',
    '.git ',
    '.git.',
    '.git. . ',
    '.git::$INDEX_ALLOCATION',
    '.git...:stream',
    '.git\\config',
    'git~1',
    'GIT~1',
    'git~1 .',
    'git~1:x',
    '.g\u200cit',
    '.git\u200d',
    '\ufeff.git',
    '.gi\u202et',
    '.\u206agit',
  ];
  for (const name of names) {
    for (const path of [name, `${name}/hooks/post-checkout`, `a/${name}`, `a/${name}/b`]) {
      t.type(whyUnsafe(path), 'string', JSON.stringify(path));
      t.type(whyUnsafe(path, { windows: false }), 'string', JSON.stringify(path));
    }
  }
});

t.test('what only Windows reads otherwise is refused by its rules alone', async t => {
  const paths = [
    'a\\..\\b',
    '\\\\server\\x',
    'C:x',
    'c:/x',
    'CON',
    'a/aux.txt',
    'COM1',
    'lpt9.tar.gz',
    'nul ',
    'prn:',
  ];
  for (const path of paths) {
    t.type(whyUnsafe(path), 'string', path);
    t.equal(whyUnsafe(path, { windows: false }), undefined, path);
  }
});

t.test('lengths and depths no system takes are refused', async t => {
  t.match(whyUnsafe('a'.repeat(256)), /longer than 255 bytes/);
  t.match(whyUnsafe('ü'.repeat(128)), /longer than 255 bytes/);
  t.match(whyUnsafe(`${'a/'.repeat(2048)}b`), /longer than 4096 bytes/);
  t.match(whyUnsafe(`${'a/'.repeat(100)}b`), /more than 100 directories/);
  t.equal(whyUnsafe(`${'a/'.repeat(99)}b`), undefined);
  t.match(whyUnsafe(`${'a/'.repeat(100_000)}b`), /longer than/);
});

t.test('escaped bytes cannot spell what is refused', async t => {
  t.match(whyUnsafe('.g\udce2\udc80\udc8cit'), /stands for bytes/);
  t.match(whyUnsafe('a\ud800'), /stands for bytes/);
  t.match(whyUnsafe('a\udc00b'), /stands for bytes/);
});

t.test('any bytes make a path that is safe, or refused with a reason', async t => {
  const property = fc.property(fc.uint8Array({ maxLength: 40 }), bytes => {
    const why = whyUnsafe(pathFromBytes(bytes));
    return why === undefined || /^(it|some systems|Windows) /.test(why);
  });
  t.doesNotThrow(() => fc.assert(property));
});

t.test('links that stay inside are let through', async t => {
  const links = [
    ['a', 'b'],
    ['a/b', '../c'],
    ['a/b/c', '../../d/e'],
    ['a', './b/./c/'],
    ['a/b', '..'],
  ] as const;
  for (const [path, target] of links) t.equal(whyUnsafeLink(path, target), undefined, `${path} -> ${target}`);
});

t.test('links that lead out, or into .git, are refused', async t => {
  const links = [
    ['a', '/etc/passwd'],
    ['a', '..'],
    ['a', '../x'],
    ['a/b', '../../x'],
    ['a/b', './../../x'],
    ['a', 'b/..'],
    ['a', 'b/../../x'],
    ['a', '.git/hooks'],
    ['a/b', '../.GIT/config'],
    ['a', 'C:x'],
    ['a', '..\\..\\x'],
  ] as const;
  for (const [path, target] of links) t.type(whyUnsafeLink(path, target), 'string', `${path} -> ${target}`);
});

t.test('collisions are named with the path they collide with', async t => {
  t.same(duplicates(['a', 'b', 'c/d', 'C/e', 'ab']), []);
  t.same(duplicates(['a', 'b', 'a']), [{ path: 'a', other: 'a', kind: 'same' }]);
  t.same(duplicates(['Read', 'read']), [{ path: 'read', other: 'Read', kind: 'spelling' }]);
  t.same(duplicates(['\u00e9', 'e\u0301']), [{ path: 'e\u0301', other: '\u00e9', kind: 'spelling' }]);
  t.same(duplicates(['a/b/c', 'A']), [{ path: 'a/b/c', other: 'A', kind: 'directory' }]);
  t.same(duplicates(['a', 'a/b']), [{ path: 'a/b', other: 'a', kind: 'directory' }]);
});
