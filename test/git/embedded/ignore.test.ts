import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { readIgnore } from '../../../src/git/embedded/ignore.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

t.test('whatever the patterns, the same is ignored as by git', async t => {
  const { path, env, write } = temporaryRepository(t);
  const paths = ['a', 'a.b', 'b/a', 'b/a.b', 'b/b/a', 'b/b/a.b', 'a\\', 'b/ a ', 'b/é'];
  const pattern = fc
    .array(
      fc.constantFrom('a', 'b', '/', '*', '**/', '/**', '.', '!', '?', '[ab]', '\\', ' ', '#', 'é', '[!a]'),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    .map(parts => parts.join(''));
  const file = fc.array(pattern, { maxLength: 4 }).map(lines => lines.join('\n'));
  for (const each of paths) write(each, '');
  fc.assert(
    fc.property(file, file, file, (top, below, everywhere) => {
      write('.gitignore', top);
      write('b/.gitignore', below);
      write('.git/info/exclude', everywhere);
      const input = paths.map(each => `${each}\0`).join('');
      let theirs = '';
      try {
        theirs = gitIn(path, env, ['check-ignore', '--no-index', '-z', '--stdin'], input);
      } catch {
        // 1: none of them.
      }
      const files = [join(path, '.git/info/exclude')];
      const ours = readIgnore({ top: path, files, perDirectory: true, ignoreCase: false });
      const bytes = (text: string) => Buffer.from(text).toString('latin1');
      const expected = theirs.split('\0').filter(Boolean);
      const found = paths.filter(each => ours.ignores(bytes(each), false));
      if (found.join('\0') !== expected.join('\0'))
        throw new Error(JSON.stringify({ top, below, everywhere, expected, found }));
    }),
    { numRuns: 150 },
  );
});

t.test('what is in an ignored directory stays ignored', async t => {
  const top = t.testdir({ '.gitignore': 'data/\n!data/kept\n*.o\n', sub: { '.gitignore': '!x.o\n' } });
  const ignore = readIgnore({ top, files: [], perDirectory: true, ignoreCase: false });
  t.ok(ignore.ignores('data/kept', false));
  t.notOk(ignore.ignores('data', false), 'a file of that name is not meant');
  t.ok(ignore.ignores('data', true));
  t.notOk(ignore.ignores('sub/x.o', false));
  t.ok(ignore.ignores('x.o', false));
});
