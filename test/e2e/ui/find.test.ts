/** Finding runs: moving, filters, search, order, columns, views, groups, marks. */
import t from 'tap';
import { noTerminal } from '../../support/session.ts';
import type { Screen } from '../../support/terminal/terminal.ts';
import { listed, openUi, standsOn } from '../../support/ui.ts';
import { BY_ACC, NAMES, openProject, projectWithRuns } from '../../support/ui-project.ts';

const skip = await noTerminal();
const project = await projectWithRuns(t);
const names = (screen: Screen) => listed(screen.lines(), NAMES);
const lists = (screen: Screen, wanted: readonly string[]) =>
  screen.settles(lines => `${listed(lines, NAMES)}` === `${wanted}`, `it lists ${wanted}`);
/** Moves the cursor to a column, and waits for its title to be underlined. */
async function toColumn(screen: Screen, title: string, presses: number) {
  screen.press(...Array(presses).fill('l'));
  await screen.settles(() => {
    const { x, y } = screen.where(title);
    return screen.cell(x, y).underline;
  }, `the column is ${title}`);
}

t.test('all runs are listed, the newest first, and the cursor goes where it is sent', { skip }, async t => {
  const screen = await openProject(t, project, { rows: 14 });
  t.same(names(screen), NAMES.slice(0, 9));
  await standsOn(screen, 'young-otter');
  screen.press('j');
  await standsOn(screen, 'brave-heron');
  screen.press('k');
  await standsOn(screen, 'young-otter');
  screen.press('G');
  await standsOn(screen, 'old-badger');
  t.same(names(screen).at(-1), 'old-badger');
  screen.press('g');
  await standsOn(screen, 'young-otter');
  screen.press('ctrl+d');
  await standsOn(screen, 'early-crow');
  screen.press('ctrl+u', 'down', 'down', 'up');
  await standsOn(screen, 'brave-heron');
});

t.test('what stands beside the list is of the run under the cursor', { skip }, async t => {
  const screen = await openProject(t, project);
  await screen.sees(/│ Detail +young-otter/);
  screen.press('j', 'j');
  await screen.sees(/│ Detail +calm-fox/);
  await screen.sees(/│calm-fox +failed 1/);
});

t.test(
  'a filter holds as it is typed; one that is wrong says where; Esc takes it back',
  { skip },
  async t => {
    const screen = await openProject(t, project);
    screen.press('j', 'f');
    await screen.sees(/^filter: *$/m);
    screen.type('metrics.acc > 0.95');
    await lists(screen, ['young-otter', 'dark-mole', 'humble-toad', 'mild-deer']);
    screen.type(' and status = ');
    await screen.sees(/^filter: metrics.acc > 0.95 and status =$/m);
    screen.type('nosuch');
    await screen.sees(/^ {8,}\^ /m);
    t.equal(screen.where('^ ').x, screen.where('nosuch').x, 'the caret is below the word');
    t.equal(names(screen).length, 4, 'the list stays');
    screen.press('esc');
    await lists(screen, NAMES);
    await standsOn(screen, 'brave-heron');
  },
);

t.test('a filter that is taken stays, and letters are keys again', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('f');
  screen.type('status = failed');
  screen.press('enter');
  await screen.sees(/Runs +1 of 14 · where status = failed/);
  await lists(screen, ['calm-fox']);
  screen.press('esc');
  await lists(screen, NAMES);
});

t.test('Tab completes a filter', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('f');
  screen.type('exper');
  await screen.sees(/│ experiment/);
  screen.press('tab');
  await screen.sees(/^filter: experiment/m);
  screen.type('w');
  await screen.sees(/│ words/);
  screen.press('tab', 'enter');
  await lists(screen, ['mild-deer', 'old-badger']);
});

t.test('a search goes to the run that is meant, n and N to the others', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('/');
  screen.type('wodrs');
  await screen.sees('0 runs');
  screen.press(...Array(5).fill('backspace'));
  screen.type('gran sea');
  await standsOn(screen, 'grand-seal');
  screen.press('ctrl+u');
  screen.type('words');
  await standsOn(screen, 'mild-deer');
  await screen.sees('2 runs');
  screen.press('enter');
  await screen.seesNot('search:');
  screen.press('n');
  await standsOn(screen, 'old-badger');
  screen.press('N');
  await standsOn(screen, 'mild-deer');
  screen.press('esc');
  await screen.seesNot(/^\/ /m);
});

t.test(
  's sorts by the column under the cursor, then the other way; S by another as well',
  { skip },
  async t => {
    const screen = await openProject(t, project);
    await toColumn(screen, 'acc', 4);
    screen.press('s');
    await lists(screen, BY_ACC);
    await screen.sees('acc▼');
    screen.press('s');
    await lists(screen, BY_ACC.toReversed());
    await screen.sees('acc▲');
    screen.press('h', 'h');
    await toColumn(screen, 'experiment', 0);
    screen.press('s');
    await screen.sees(/experiment[▲▼]/);
    await toColumn(screen, 'acc', 2);
    screen.press('S');
    await screen.sees(/experiment[▲▼]1.*acc▼2/);
    const last = names(screen).slice(-2).toSorted();
    t.ok(`${last}` === 'mild-deer,old-badger' || `${names(screen).slice(0, 2)}` === 'mild-deer,old-badger');
    const digits = BY_ACC.filter(name => name !== 'mild-deer' && name !== 'old-badger');
    t.same(
      names(screen).filter(name => digits.includes(name)),
      digits,
    );
  },
);

t.test('columns are chosen and moved, and are there when one comes back', { skip }, async t => {
  const screen = await openProject(t, project);
  await screen.sees(/ experiment +status/);
  screen.press('o');
  await screen.sees('Columns');
  screen.press('down', 'down', 'space');
  await screen.sees('[ ] experiment');
  screen.press('down', 'K', 'K', 'enter');
  await screen.sees(/ id +status +name +acc/);
  screen.press('q');
  t.match(await screen.ended(), { exitCode: 0 });
  const again = await openUi(t, project);
  await again.sees(/ id +status +name +acc/);
});

t.test('a view is saved under a name, and chosen again', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('f');
  screen.type('metrics.acc > 0.95');
  screen.press('enter', 'w');
  await screen.sees('Saved views');
  screen.press('s');
  await screen.sees('name of the view:');
  screen.type('the good ones');
  screen.press('enter');
  await screen.sees('saved: the good ones');
  screen.press('esc');
  await lists(screen, NAMES);
  screen.press('w');
  await screen.sees(/the good ones +.*metrics.acc > 0.95/);
  screen.press('enter');
  await lists(screen, ['young-otter', 'dark-mole', 'humble-toad', 'mild-deer']);
});

t.test('runs are grouped by a column, and groups folded', { skip }, async t => {
  const screen = await openProject(t, project);
  await toColumn(screen, 'experiment', 2);
  screen.press('b');
  await screen.sees(/^▾ .*digits +12 runs/m);
  await screen.sees(/^▾ .*words +2 runs/m);
  screen.press('g', 'enter');
  await screen.sees(/^▸ .*digits +12 runs/m);
  await lists(screen, ['mild-deer', 'old-badger']);
  screen.press('enter');
  await screen.sees(/^▾ .*digits +12 runs/m);
  screen.press('b');
  await lists(screen, NAMES);
});

t.test('runs are marked one by one, by a range, all and none', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('space');
  await screen.sees(/^● \S+ +young-otter/m);
  await standsOn(screen, 'brave-heron');
  screen.press('j', 'v', 'j', 'j');
  await screen.sees(/^ Runs +14 · 4 marks · range/m);
  screen.press('esc');
  await screen.seesNot('range');
  await screen.sees('4 marks');
  screen.press('a');
  await screen.sees('14 marks');
  screen.press('A');
  await screen.seesNot(/\d+ marks?\b/);
  t.notOk(screen.lines().some(line => line.startsWith('● ')));
});
