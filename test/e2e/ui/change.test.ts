/** What changes something: seen on the screen, and in the repository. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { noTerminal } from '../../support/session.ts';
import type { Screen } from '../../support/terminal/terminal.ts';
import { standsOn } from '../../support/ui.ts';
import { openProject, projectWithRuns } from '../../support/ui-project.ts';

const skip = await noTerminal();
const project = await projectWithRuns(t);
const { on, program, ids } = project;

interface Shown {
  readonly tags: Readonly<Record<string, string>>;
  readonly note: string;
  readonly trashed: boolean;
}

/** What `git run show` says of a run. */
async function shown(name: string): Promise<Shown> {
  const { stdout } = await program.run(on, ['show', ids.get(name) ?? '', '--json']);
  return JSON.parse(stdout).run;
}

const undone = async (screen: Screen) => {
  screen.press('u');
  await screen.sees(/^undone: /m);
};

t.test('a star is given to a run, and taken back', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('*');
  await screen.sees('done: star young-otter');
  t.same((await shown('young-otter')).tags, { star: '' });
  await undone(screen);
  t.same((await shown('young-otter')).tags, {});
});

t.test('marked runs are tagged together; a tag of before comes back', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('space');
  screen.press(...Array(7).fill('j'));
  await standsOn(screen, 'idle-lynx');
  screen.press('space', 't');
  await screen.sees(/^tag: *$/m);
  screen.type('stage=dev');
  screen.press('enter');
  await screen.sees('done: tag 2 runs');
  t.same((await shown('young-otter')).tags, { stage: 'dev' });
  t.same((await shown('idle-lynx')).tags, { stage: 'dev' });
  await undone(screen);
  t.same((await shown('young-otter')).tags, {});
  t.same((await shown('idle-lynx')).tags, { stage: 'prod' });
});

t.test('a note is written, with letters that are keys elsewhere, and taken back', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('j', '#');
  await screen.sees(/^note: *$/m);
  screen.type('q: D & u, quite good — 日本');
  screen.press('enter');
  await screen.sees('done: note on brave-heron');
  await screen.sees(/│.*quite good — 日本/);
  t.equal((await shown('brave-heron')).note, 'q: D & u, quite good — 日本');
  await undone(screen);
  t.equal((await shown('brave-heron')).note, '');
});

t.test('a run goes to the trash when one says yes, and comes out of it', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('j', 'j', 'D');
  await screen.sees('Move calm-fox');
  await screen.sees(`git run rm ${ids.get('calm-fox')}`);
  screen.press('n');
  await screen.seesNot('Move calm-fox');
  screen.press('D');
  await screen.sees('Move calm-fox');
  screen.press('y');
  await screen.sees('done: move calm-fox');
  t.equal((await shown('calm-fox')).trashed, true);
  await undone(screen);
  await screen.sees(/ calm-fox /);
  t.notOk((await shown('calm-fox')).trashed);
});

t.test('a run is checked out in a worktree of its own, which u removes', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('c');
  await screen.sees('check out in: ../young-otter');
  screen.press('enter');
  await screen.sees('done: check young-otter out in ../young-otter');
  const path = join(on.path, '../young-otter');
  t.ok(existsSync(join(path, 'train.py')));
  t.match(on.git('worktree', 'list'), path);
  screen.press('u');
  await screen.sees('Remove the worktree ../young-otter');
  await screen.sees('git worktree remove');
  screen.press('y');
  await screen.sees(/^done: remove|^undone: /m);
  t.notOk(existsSync(path));
  t.notMatch(on.git('worktree', 'list'), path);
});

t.test('what was done is listed, with its commands', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('*');
  await screen.sees('done: star young-otter');
  await undone(screen);
  screen.press('@');
  await screen.sees('What was done');
  await screen.sees(/↶ undone +star young-otter.*git run tag /);
});

t.test('any command of git run is typed, completed and done', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press(':');
  screen.type('sho');
  await screen.sees(/│ show /);
  screen.press('tab');
  await screen.sees(/^git run: show/m);
  screen.press('enter');
  screen.type('%');
  screen.press('enter');
  await screen.sees('git run show %');
  await screen.sees(/│ command +sh -c true/);
  screen.press('esc');
  await screen.seesNot('git run show %');
  screen.press(':', 'up');
  await screen.sees(/^git run: show %/m);
  screen.press('esc');
});

t.test('a command that fails says why', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press(':');
  screen.type('tag nosuchrun x=1');
  screen.press('enter');
  await screen.sees(/nosuchrun/);
  await screen.sees(/^! .*|no run/m);
});

t.test('--read-only refuses whatever changes something', { skip }, async t => {
  const before = on.git('for-each-ref');
  const screen = await openProject(t, project, { words: ['ui', '--read-only'] });
  for (const key of ['*', 't', '#', 'D', 'c', 'r', 'P', 'F', 'u']) {
    screen.press(key);
    await screen.sees('nothing is changed here: --read-only was given');
    screen.press('j');
    await screen.seesNot('nothing is changed here');
  }
  screen.press(':');
  screen.type('tag % star=');
  screen.press('enter');
  await screen.sees('nothing is changed here: --read-only was given');
  t.equal(on.git('for-each-ref'), before);
});

t.test('runs are pushed to a remote and fetched from it', { skip }, async t => {
  on.git('init', '-q', '--bare', '../there.git');
  on.git('remote', 'add', 'origin', '../there.git');
  on.git('push', '-q', 'origin', 'main');
  const there = () => on.git('ls-remote', 'origin', 'refs/runs/[0-7]*').split('\n').filter(Boolean);
  const screen = await openProject(t, project, { columns: 90 });
  screen.press('9');
  await screen.sees('0 runs here and there, 14 only here');
  screen.press('1');
  await standsOn(screen, 'young-otter');
  screen.press('P');
  await screen.sees(/Push 1 run to origin\?/);
  screen.press('y');
  await screen.sees('done: push 1 run to origin');
  t.match(`${there()}`, `${ids.get('young-otter')}`);
  t.equal(there().length, 1);
  screen.press('9');
  await screen.sees('1 run here and there, 13 only here');
  on.git('push', '-q', 'origin', `refs/runs/${ids.get('old-badger')}:refs/runs/${ids.get('old-badger')}`);
  on.git('update-ref', '-d', `refs/runs/${ids.get('old-badger')}`);
  screen.press('R');
  await screen.sees('1 run here and there, 12 only here, 1 only there');
  screen.press('F');
  await screen.sees(/Fetch the runs of origin\?/);
  screen.press('y');
  await screen.sees('done: fetch the runs of origin');
  await screen.sees('2 runs here and there, 12 only here');
  screen.press('1', 'G');
  await standsOn(screen, 'old-badger');
});
