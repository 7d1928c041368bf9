/** Keys, the mouse, pastes and the clipboard, as hands and terminals bring them. */
import { setTimeout as after } from 'node:timers/promises';
import t from 'tap';
import { noTerminal } from '../../support/session.ts';
import { listed, openUi, standsOn } from '../../support/ui.ts';
import { BY_ACC, NAMES, openProject, projectWithRuns } from '../../support/ui-project.ts';

const skip = await noTerminal();
const project = await projectWithRuns(t);
/** A setting, as `git -c` gives it. */
const setting = (key: string, value: string) => ({
  GIT_CONFIG_COUNT: '1',
  GIT_CONFIG_KEY_0: key,
  GIT_CONFIG_VALUE_0: value,
});

t.test('? lists the keys, finds one by a word, and Enter does it', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('?');
  await screen.sees('Keys of Runs');
  await screen.sees(/│ Space +mark /);
  screen.type('side by');
  await screen.sees(/│ = +compare +the marked runs side by side/);
  await screen.seesNot(/│ Space +mark /);
  screen.press('enter');
  await screen.sees(/│ Compare/);
  await screen.seesNot('Keys of Runs');
});

t.test('y copies the id, of marked runs all of them', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('y');
  await screen.sees(/^copied 01/m);
  t.equal(screen.clipboard(), project.ids.get('young-otter'));
  screen.press('space', 'space', 'y');
  await screen.sees('copied 2 ids');
  t.same(screen.clipboard()?.split('\n'), [project.ids.get('young-otter'), project.ids.get('brave-heron')]);
});

t.test('a key is another one where git config says so', { skip }, async t => {
  const env = setting('run.key.checkout', 'C');
  const screen = await openProject(t, project, { env });
  await screen.sees('C checkout');
  screen.press('c', 'C');
  await screen.sees(/^check out in: \.\.\/young-otter$/m);
});

t.test('a key that two actions want is told of', { skip }, async t => {
  const screen = await openProject(t, project, { env: setting('run.key.checkout', 'r') });
  await screen.sees(/^! run\.key\.\w+: 'r' is the key of /m);
});

for (const [name, env] of [
  ['NO_COLOR', { NO_COLOR: '1' }],
  ['the theme none', setting('run.theme', 'none')],
] as const) {
  t.test(`with ${name} there are no colours, and the cursor is seen all the same`, { skip }, async t => {
    const screen = await openProject(t, project, { env });
    const row = screen.where('young-otter').y;
    t.ok(screen.cell(4, row).inverse);
    screen.press('3');
    await screen.sees(/│ loss +best/);
    screen.press('?');
    await screen.sees('Keys of Metrics');
    const colours = screen.raw().match(/\x1b\[(?:\d+;)*(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])[;\d]*m/g);
    t.same(colours, null);
  });
}

t.test('the mouse goes to rows, sorts by titles, opens panes, and its wheel scrolls', { skip }, async t => {
  const screen = await openProject(t, project);
  const at = screen.where('fast-wren');
  screen.click(at.x, at.y);
  await standsOn(screen, 'fast-wren');
  screen.wheel('down', at.x, at.y);
  await standsOn(screen, 'idle-lynx');
  screen.wheel('up', at.x, at.y);
  await standsOn(screen, 'fast-wren');
  const title = screen.where(/acc /);
  screen.click(title.x, title.y);
  await screen.settles(lines => `${listed(lines, NAMES)}` === `${BY_ACC}`, 'it is sorted by acc');
  const tab = screen.where('7 Output');
  screen.click(tab.x, tab.y);
  await screen.sees(/│ Output +fast-wren/);
  const hint = screen.where('/ search');
  screen.click(hint.x, hint.y);
  await screen.sees(/^search: *$/m);
});

t.test('ctrl+s lets the mouse go, and takes it; --no-mouse never asks for it', { skip }, async t => {
  const screen = await openProject(t, project);
  t.not(screen.modes().mouse, 'none');
  screen.press('ctrl+s');
  await screen.sees('the mouse is left to the terminal');
  t.equal(screen.modes().mouse, 'none');
  screen.press('ctrl+s');
  await screen.sees('the mouse is taken');
  t.not(screen.modes().mouse, 'none');
  const without = await openUi(t, project, { words: ['ui', '--no-mouse'] });
  await without.sees(/^ Runs +14/m);
  t.equal(without.modes().mouse, 'none');
  t.notMatch(without.raw(), /\x1b\[\?100[0-3]h/);
});

t.test('what is pasted is text in a line, and nothing elsewhere', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.paste('DyQ\nq');
  screen.press('j');
  await standsOn(screen, 'brave-heron');
  screen.press('f');
  await screen.sees(/^filter: *$/m);
  screen.paste('status = failed\n');
  await screen.settles(lines => `${listed(lines, NAMES)}` === 'calm-fox', 'only calm-fox is listed');
  await screen.sees(/^filter: status = failed/m);
  screen.press('enter');
  await screen.sees(/Runs +1 of 14 · where status = failed/);
});

t.test('an arrow key that comes in pieces is one arrow', { skip }, async t => {
  let isInTime = false;
  while (!isInTime) {
    const screen = await openProject(t, project);
    const began = performance.now();
    screen.send('\x1b');
    await after(10);
    screen.send('[');
    // Later than that it is the key Esc: this machine was too busy to try.
    isInTime = performance.now() - began < 40;
    await after(10);
    screen.send('B');
    if (isInTime) await standsOn(screen, 'brave-heron');
  }
});

t.test('keys that come at once are all heard', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.send('jjj');
  await standsOn(screen, 'dark-mole');
  screen.send('\x1b[A\x1b[Bjk\x1b[B ');
  await screen.sees(/^● \S+ +early-crow/m);
  screen.send('fstatus = failed\r');
  await screen.sees(/Runs +1 of 14 · where status = failed/);
});

t.test('keys that are pressed before anything is painted are heard', { skip }, async t => {
  const screen = await openUi(t, project);
  screen.send('jj');
  await standsOn(screen, 'calm-fox');
});

t.test('Esc leaves whatever is open', { skip }, async t => {
  const screen = await openProject(t, project);
  for (const [key, title] of [
    ['?', 'Keys of Runs'],
    ['o', 'Columns'],
    ['w', 'Saved views'],
    ['@', 'What was done'],
    ['D', 'Move young-otter'],
    [':', 'git run: '],
    ['/', 'search: '],
  ] as const) {
    screen.press(key);
    await screen.sees(title);
    screen.press('esc');
    await screen.seesNot(title);
  }
});

t.test('a terminal that is far away sees the same', { skip }, async t => {
  const screen = await openProject(t, project, { delay: 100 });
  screen.press('j', 'j', 'up');
  await standsOn(screen, 'brave-heron');
  screen.press('f');
  screen.type('status = failed');
  await screen.settles(lines => `${listed(lines, NAMES)}` === 'calm-fox', 'only calm-fox is listed');
  screen.press('enter', 'esc');
  await screen.sees(/Runs +14/);
  screen.press('Q');
  t.same(await screen.ended(), { exitCode: 0 });
});
