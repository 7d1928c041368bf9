import { join } from 'node:path';
import fc from 'fast-check';
import t from 'tap';
import { readAttributes } from '../../../src/git/embedded/attributes.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

const NAMES = ['text', 'eol', 'filter', 'own', 'binary', 'diff'];

t.test('whatever the rules, paths have the attributes git gives them', async t => {
  const { path, env, write } = temporaryRepository(t);
  const paths = ['a.txt', 'b/a.txt', 'b/c', 'b/d/a.bin', 'x y'];
  const pattern = fc.constantFrom(
    '*',
    '*.txt',
    '/a.txt',
    'b/*',
    'b/**',
    'c',
    'd/',
    '!c',
    '"x y"',
    '*.bin',
    'b',
  );
  const words = fc.constantFrom(
    'text',
    '-text',
    '!text',
    'text=auto',
    'eol=lf',
    'filter=x',
    'own',
    'binary',
    '-own',
    '-binary',
  );
  const rule = fc
    .tuple(pattern, fc.array(words, { maxLength: 3 }))
    .map(([one, more]) => [one, ...more].join(' '));
  const file = fc.array(rule, { maxLength: 4 }).map(lines => lines.join('\n'));
  fc.assert(
    fc.property(file, file, file, file, (top, below, info, user) => {
      write('.gitattributes', `[attr]own eol=crlf -diff\n${top}`);
      write('b/.gitattributes', below);
      write('.git/info/attributes', info);
      const weaker = write('../home/.config/git/attributes', user);
      const stronger = join(path, '.git/info/attributes');
      const ours = readAttributes({ top: path, weaker: [weaker], stronger, ignoreCase: false });
      const theirs = gitIn(
        path,
        env,
        ['check-attr', '-z', '--stdin', ...NAMES],
        paths.map(each => `${each}\0`).join(''),
      );
      const found = paths.flatMap(each => NAMES.flatMap(name => [each, name, shown(ours(each).get(name))]));
      if (`${found.join('\0')}\0` !== theirs)
        throw new Error(JSON.stringify({ top, below, info, user, theirs, found }));
    }),
    { numRuns: 150 },
  );
});

function shown(value: string | boolean | undefined): string {
  if (value === undefined) return 'unspecified';
  return value === true ? 'set' : value === false ? 'unset' : value;
}

t.test("patterns in C's quotes are bytes", async t => {
  const top = t.testdir({ '.gitattributes': '"\\303\\251\\t" text\n' });
  const attributes = readAttributes({ top, weaker: [], stronger: join(top, 'none'), ignoreCase: false });
  t.same([...attributes('\xc3\xa9\t')], [['text', true]]);
});
