import t from 'tap';
import { builtProgram } from '../../support/program.ts';
import { openedRepository, recordRun } from '../../support/recorded-run.ts';
import { noTerminal } from '../../support/session.ts';
import { openTerminal, type TerminalOptions } from '../../support/terminal/terminal.ts';

const skip = await noTerminal();

t.test('a script of keys is answered in lines, on the screen that is there', { skip }, async t => {
  const on = await openedRepository(t, { files: { 'train.sh': 'echo done\n' } });
  for (const name of ['calm-heron', 'swift-otter'])
    await recordRun(on, ['sh', 'train.sh'], { request: { name } });
  const program = builtProgram(t);
  const open = (more: Partial<TerminalOptions> = {}, ...words: string[]) =>
    openTerminal(t, {
      argv: ['git-run', 'ui', ...words],
      cwd: on.path,
      columns: 100,
      rows: 50,
      ...more,
      env: { ...on.env, PATH: program.path, ...more.env },
    });

  const screen = await open({}, '--linear');
  await screen.sees(/^git-run, repository \S+, 2 runs, press \? for the keys$/m);
  await screen.sees('row 1 of 2: swift-otter, finished');
  t.equal(screen.isAlternate(), false);
  screen.press('j');
  await screen.sees('row 2 of 2: calm-heron, finished');
  screen.press('enter');
  await screen.sees(/^command +sh train\.sh$/m);
  screen.press('q', 'f');
  screen.type('name = swift-otter');
  await screen.sees('filter: name = swift-otter');
  screen.press('enter');
  await screen.sees('where name = swift-otter: 1 of 2 runs');
  screen.press('D');
  await screen.sees('Question: move swift-otter');
  screen.press('n', '7');
  await screen.sees(/^done$/m);
  screen.press('Q');
  t.match(await screen.ended(), { exitCode: 0 });
  t.notMatch(screen.raw(), /\x1b\[(?!\?2004|\?1004|0m)/);

  const bySetting = await open({ env: { INK_SCREEN_READER: 'true' } });
  await bySetting.sees('press ? for the keys');
  bySetting.press('Q');
  t.match(await bySetting.ended(), { exitCode: 0 });
});
