/** The screen for people who hear it: lines that say what happens. */
import t from 'tap';
import { noTerminal } from '../../support/session.ts';
import type { Teardown } from '../../support/temporary-repository.ts';
import { openUi, type UiOptions } from '../../support/ui.ts';
import { projectWithRuns } from '../../support/ui-project.ts';

const skip = await noTerminal();
const project = await projectWithRuns(t);
const open = (t: Teardown, options: UiOptions = { words: ['ui', '--linear'] }) => openUi(t, project, options);

t.test('it says where one is, and nothing is painted over', { skip }, async t => {
  const screen = await open(t);
  await screen.sees(/14 runs, press \? for the keys/);
  await screen.sees(/^row 1 of 14: young-otter, finished/m);
  screen.press('j');
  await screen.sees(/^row 2 of 14: brave-heron/m);
  screen.press('G');
  await screen.sees(/^row 14 of 14: old-badger/m);
  screen.press('7');
  await screen.sees(/^Output: old-badger/m);
  t.match(screen.modes(), { alternate: false, mouse: 'none', cursorVisible: true });
  t.same(screen.raw().match(/\x1b\[[\d;]*[A-HJSTf]/g), null, 'the cursor never goes back');
  screen.press('Q');
  t.same(await screen.ended(), { exitCode: 0 });
  t.match(screen.modes(), { bracketedPaste: false, focus: false });
});

t.test('what is done is asked and told in words', { skip }, async t => {
  const screen = await open(t, { env: { INK_SCREEN_READER: 'true' } });
  await screen.sees(/^row 1 of 14: young-otter/m);
  screen.press('*');
  await screen.sees('done: star young-otter');
  screen.press('u');
  await screen.sees('undone: star young-otter');
  screen.press('D');
  await screen.sees('y does it, n or Esc leaves it.');
  screen.press('n');
  await screen.sees('closed');
  screen.press('f');
  screen.type('status = failed');
  screen.press('enter');
  await screen.sees(/^row 1 of 1: calm-fox, failed 1/m);
});
