import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { type CodeWish, diffsOf, readCode } from '../../../src/cli/diff/code.ts';
import { worldOf } from '../../support/cli.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';

const on = temporaryRepository(t, { files: { 'src/a.py': '1\n', b: '1\n' } });
const a = on.git('rev-parse', 'HEAD');
on.write('src/a.py', '2\n');
on.write('b', '2\n');
on.git('commit', '-qam', 'second');
const commits = { a, b: on.git('rev-parse', 'HEAD') };
const wish: CodeWish = { forms: ['stat'], colour: false, paths: [], isVerbatim: true };

function contextOf(env: Record<string, string> = {}) {
  const context = createContext(worldOf(on, { env }).world);
  t.teardown(() => context.close());
  return context;
}

t.test('Git tells it in its own words, or as a list', async t => {
  const context = contextOf();
  t.match(
    (await readCode(context, commits, wish)).printed,
    /^ b +\| 2 \+-\n src\/a\.py +\| 2 \+-\n 2 files changed/,
  );
  t.same(await readCode(context, commits, { ...wish, isVerbatim: false, paths: ['src'] }), {
    files: [{ path: 'src/a.py', state: 'changed', added: 1, deleted: 1 }],
  });
  const { patch } = await readCode(context, commits, {
    ...wish,
    isVerbatim: false,
    forms: ['patch'],
    colour: true,
  });
  t.match(patch, '\n-1\n+2\n');
});

t.test('without a git program the names of files are told, and that there is no patch', async t => {
  const context = contextOf({ GIT_RUN_ENGINE: 'embedded' });
  t.same(await readCode(context, commits, { ...wish, forms: ['patch'], paths: ['src'] }), {
    files: [{ path: 'src/a.py', state: 'changed' }],
    trouble: ['no patch: that needs the git program'],
  });
});

t.test('a commit that is not here is said, and ends nothing', async t => {
  const gone = { a, b: 'f'.repeat(40) };
  t.equal(await diffsOf(contextOf(), gone), 'the source of ffffffffff is not in this repository');
  t.same(await readCode(contextOf(), gone, wish), {
    trouble: ['no files are compared: the source of ffffffffff is not in this repository'],
  });
});

t.test('pathspecs that Git does not understand are its own to tell', async t => {
  const { trouble = [] } = await readCode(contextOf(), commits, { ...wish, paths: [':(nonsense)x'] });
  t.match(trouble[0], /^the code cannot be compared: fatal: Invalid pathspec magic/);
});
