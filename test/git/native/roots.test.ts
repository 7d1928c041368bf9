import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { findPlace } from '../../../src/git/native/place.ts';
import { findRoots } from '../../../src/git/native/roots.ts';
import { programBench } from '../../support/git-program.ts';

t.test(
  'refs, HEADs and what operations in progress wrote down are roots; the named refs are not',
  async t => {
    const { on, git } = programBench(t);
    const made = (message: string) => on.git('commit-tree', 'HEAD^{tree}', '-m', message);
    const [branch, run, linked, picked, fetched, bad] = ['1', '2', '3', '4', '5', '6'].map(made) as string[];
    on.git('branch', 'other', branch as string);
    on.git('update-ref', 'refs/runs/x', run as string);
    const directory = join(on.home, 'linked');
    on.git('worktree', 'add', '-q', '--detach', directory, linked as string);
    on.git('-C', directory, 'update-ref', 'refs/bisect/bad', bad as string);
    mkdirSync(join(on.path, '.git/sequencer'));
    writeFileSync(
      join(on.path, '.git/sequencer/todo'),
      `pick ${picked?.slice(0, 8)} 4\npick deadbee no object\n`,
    );
    writeFileSync(join(on.path, '.git/FETCH_HEAD'), `${fetched}\t\tx\n`);
    const place = await findPlace(git);
    const roots = await findRoots(git, place, new Set(['refs/runs/x']));
    const all = [on.git('rev-parse', 'HEAD'), branch, linked, picked, fetched, bad];
    t.same([...roots].sort(), all.sort());
    t.ok((await findRoots(git, place, new Set())).has(run as string));
  },
);

t.test('a repository without a commit has none', async t => {
  const { git } = programBench(t, { commit: false });
  t.same([...(await findRoots(git, await findPlace(git), new Set()))], []);
});
