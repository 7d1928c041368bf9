import t from 'tap';
import { purge } from '../../src/remove/purge.ts';
import type { Run } from '../../src/run/run.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { replaces } from '../../src/share/replaces.ts';
import { type Clone, team } from '../support/clones.ts';
import { NOW } from '../support/run-rows.ts';
import { AUTHOR } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const FILES = { 'artifacts/x': '1', 'artifacts/y': '2', 'logs/000000.log': 'acc=0.5\n' };

/** A run, and a way to store another version of it; each gives its commit. */
async function versions(t: Parameters<typeof team>[0]) {
  const { clones } = await team(t, 1);
  const [here] = clones as [Clone];
  const sources = { 'train.py': '1', 'key.pem': '2' };
  const run = await here.save({}, { sources, contents: { files: storedFiles(FILES) } });
  const at = () => here.git('rev-parse', runRef(run.id));
  const whole = at();
  here.git('update-ref', 'refs/run-incoming/x/whole', whole);
  const forge = async (changes: Partial<Run>, files: Record<string, string>) => {
    here.git('update-ref', '-d', runRef(run.id));
    await here.save({ ...run, ...changes }, { contents: { files: storedFiles(files) } });
    return at();
  };
  const gone = (...paths: string[]) => [
    ...run.problems,
    ...paths.map(path => ({ code: 'purged', message: `purged: ${path}` })),
  ];
  return { here, run, whole, at, forge, gone };
}

t.test(
  'a version without what was purged takes the place of the whole one, with the edits of both',
  async t => {
    const { here, run, whole, at } = await versions(t);
    await here.add(run.id, 'more', '3');
    await purge({
      repository: here.repository,
      author: AUTHOR,
      env: here.env,
      now: NOW,
      runs: [{ id: run.id, paths: ['x', 'key.pem'] }],
    });
    t.equal(await replaces(here.repository, at(), whole), true);
    t.equal(await replaces(here.repository, whole, at()), false);
  },
);

t.test('no version with other files does, whatever it says was purged', async t => {
  const { here, whole, forge, gone } = await versions(t);
  const check = async (changes: Partial<Run>, files: Record<string, string>) =>
    replaces(here.repository, await forge(changes, files), whole);
  const { 'artifacts/x': _, ...without } = FILES;
  t.equal(await check({ problems: gone('artifacts/x') }, without), true, 'honest');
  t.equal(await check({ problems: gone('artifacts/none') }, { ...FILES, 'artifacts/y': 'other' }), false);
  t.equal(
    await check({ problems: gone('artifacts/x') }, { ...without, 'logs/000000.log': 'acc=0.9\n' }),
    false,
  );
  t.equal(await check({ problems: gone('artifacts/x') }, { ...without, 'artifacts/new': '1' }), false);
  const { 'artifacts/y': __, ...less } = without;
  t.equal(await check({ problems: gone('artifacts/x') }, less), false, 'more is missing than it says');
});
