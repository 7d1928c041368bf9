/** Looking at runs: what differs, curves, files, output, relatives. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { noTerminal } from '../../support/session.ts';
import { cursorLine, standsOn } from '../../support/ui.ts';
import { openProject, projectWithRuns } from '../../support/ui-project.ts';

const skip = await noTerminal();
const project = await projectWithRuns(t);
/** Where the right pane begins at 120 columns. */
const RIGHT = 67;

t.test('two marked runs are compared code line by code line', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('space', 'G', 'space', 'd');
  await screen.sees(/Diff +1 file · old-badger and young-otter/);
  await screen.sees(/acc +0.92 +0.98 +\+0.06 +better/);
  screen.press(']');
  await screen.sees(/│@@ -1,5 \+1,5 @@\n/);
  await screen.settles(lines => (lines[2] ?? '').includes('│@@ -1,5'), 'the first hunk is at the top');
  const removed = screen.where('-LR = 0.1');
  const added = screen.where('+LR = 0.2');
  t.ok(screen.cell(removed.x, removed.y).fg !== screen.cell(added.x, added.y).fg, 'in other colours');
  screen.press(']');
  await screen.settles(lines => (lines[2] ?? '').includes('│@@ -30,5'), 'the second hunk is at the top');
  screen.press('[', 'w');
  await screen.sees(/Diff.* and the work tree/);
  screen.press('w');
  await screen.sees(/old-badger and young-otter/);
  screen.press('q');
  await standsOn(screen, 'old-badger');
});

t.test('marked runs stand side by side, what differs first, all where it is asked for', { skip }, async t => {
  const screen = await openProject(t, project, { columns: 160 });
  screen.press('space', 'space', 'space', '=');
  await screen.sees(/Compare/);
  await screen.sees(/young-otter +brave-heron +calm-fox/);
  await screen.sees(/lr +0.1 +0.01 +0.3/);
  t.notMatch(screen.lines().join('\n'), /host +node7 +node7/);
  screen.press('a', 'z');
  await screen.sees(/host +node7 +node7 +node7/);
});

t.test('curves of marked runs lie over each other, with the values under the cross', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('space', 'j', 'space', '3');
  await screen.sees(/● young-otter +0.98 +0.04106/);
  await screen.sees(/■ calm-fox +0.89 +0.04927/);
  await screen.sees(/[⠁-⣿]{3}/);
  await screen.sees(/Metrics.*over step *$/m);
  const linear = screen.lines().join('\n');
  screen.press('L');
  await screen.sees(/Metrics.*over step · log y/);
  t.not(screen.lines().join('\n').replace(' · log y', ''), linear.replace(' · log y', ''), 'it is redrawn');
  screen.press('m');
  await screen.sees('smoothed 0.5');
  screen.press('M');
  await screen.seesNot('smoothed');
  screen.press('l');
  await screen.sees(/at step 0 +acc +loss/);
  await screen.sees(/● young-otter +0.0245 +2.5/);
  screen.press('l');
  await screen.sees(/at step 1/);
  await screen.sees(/■ calm-fox +0.0445 +2.7/);
});

t.test('one metric has the pane, is zoomed, and the others are a key away', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('3');
  await screen.sees(/│ loss +best/);
  screen.press('enter');
  await screen.seesNot(/│ loss +best/);
  await screen.sees(/Metrics.*1 of 2/);
  screen.press(']');
  await screen.sees(/│ loss +best/);
  screen.press('+');
  await screen.sees(/over step · [\d.]+ to [\d.]+/);
  screen.press('0');
  await screen.seesNot(/over step · [\d.]+ to/);
  screen.press('x');
  await screen.sees('over seconds');
});

t.test('an output opens at its end, and is searched', { skip }, async t => {
  const screen = await openProject(t, project, { columns: 90 });
  screen.press('7');
  await screen.sees(/Output +young-otter · end/);
  await screen.sees(/^line 199$/m);
  await screen.sees(/^-*.*tail-of-the-long-line$/m);
  screen.press('/');
  screen.type('line 42');
  screen.press('enter');
  await screen.sees(/^line 42$/m);
  await screen.seesNot(/^line 199$/m);
  const finds = (text: string) =>
    screen.settles(
      lines => lines[4] === `ERROR: the ${text} thing that broke`,
      `it goes to the ${text} error`,
    );
  screen.press('e');
  await finds('first');
  screen.press('e');
  await finds('second');
  screen.press('E');
  await finds('first');
  screen.press('G', 'w');
  await screen.sees(/^line 199$/m);
  await screen.seesNot('tail-of-the-long-line');
  screen.press('g');
  await screen.sees(/^line 0$/m);
});

t.test('files are a tree, and looked at as what they are', { skip }, async t => {
  const screen = await openProject(t, project, { columns: 90 });
  screen.press('6');
  await screen.sees(/▾ config\/ +49 B/);
  screen.press('j');
  await screen.sees(/"betas": \[0.9, 0.999\]/);
  screen.press('j');
  await screen.sees(/PNG, 2 × 2/);
  await screen.settles(
    () => screen.cell(60, 12).bg !== undefined && screen.cell(60, 24).bg !== undefined,
    'the picture is painted',
  );
  t.not(screen.cell(60, 12).bg, screen.cell(60, 24).bg, 'red above blue');
  screen.press('j');
  await screen.sees('"accuracy": 0.91');
  screen.press('j');
  await screen.sees(/class +count/);
  await screen.sees(/seven +41/);
  screen.press('g', 'enter');
  await screen.sees(/▸ config\//);
  await screen.seesNot('deep.json');
});

t.test('a file is saved where one says', { skip }, async t => {
  const screen = await openProject(t, project, { columns: 90 });
  screen.press('6');
  await screen.sees('table.csv');
  screen.press('G');
  await screen.sees(/class +count/);
  screen.press('s');
  await screen.sees('save in the directory: ./young-otter');
  screen.press('ctrl+u');
  screen.type('kept');
  screen.press('enter');
  await screen.sees('done: copy table.csv of young-otter');
  const copy = ['kept/table.csv', 'kept/artifacts/table.csv'].find(path =>
    existsSync(join(project.on.path, path)),
  );
  t.equal(readFileSync(join(project.on.path, copy ?? '')).toString(), 'class,count\nseven,41\neight,39\n');
});

t.test('a run shows what it came from, and leads there', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press(...Array(5).fill('j'));
  await standsOn(screen, 'fast-wren');
  screen.press('8');
  await screen.sees(/fastwren +rerun of +grandsea +grand-seal/);
  screen.press('j');
  await screen.settles(
    () => cursorLine(screen, RIGHT)?.includes('grandsea') ?? false,
    'the cursor of the page is on grandsea',
  );
  screen.press('enter');
  await standsOn(screen, 'grand-seal');
});

t.test('panes are opened by number, Tab and Enter, one alone by z, and left again', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('enter');
  await screen.sees(/│ Detail +young-otter/);
  screen.press('z');
  await screen.sees(/^ Detail +young-otter/m);
  screen.press('tab');
  await screen.sees(/^ Metrics/m);
  screen.press('shift+tab', 'shift+tab');
  await screen.sees(/^ Runs +14/m);
  screen.press('5');
  await screen.sees(/Diff/);
  screen.press('q');
  await screen.sees(/│ Diff/);
  screen.press('q');
  await standsOn(screen, 'young-otter');
  screen.press('q');
  t.match(await screen.ended(), { exitCode: 0 });
});
