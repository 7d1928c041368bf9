/** The terminal: taken, painted whatever its size, and left as it was found. */
import t from 'tap';
import { noTerminal } from '../../support/session.ts';
import { noShell } from '../../support/shell.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';
import { openTerminal, type Screen } from '../../support/terminal/terminal.ts';
import { listed, openUi, standsOn, uiEnvironment } from '../../support/ui.ts';
import { NAMES, openProject, projectWithRuns } from '../../support/ui-project.ts';

const skip = await noTerminal();
const project = await projectWithRuns(t);
const { on, program } = project;

/** As a terminal is that nobody has asked anything of. */
const UNTOUCHED = {
  mouse: 'none',
  sgrMouse: false,
  bracketedPaste: false,
  focus: false,
  wraps: true,
  applicationCursor: false,
  cursorVisible: true,
  alternate: false,
};

/** How each cell looks that is not as it is in plain text: what the lines do not tell. */
function looks(screen: Screen): string[] {
  return screen.lines().map((_, y) =>
    Array.from({ length: screen.columns() }, (_, x) => {
      const { bold, dim, underline, inverse, fg = '', bg = '' } = screen.cell(x, y);
      return `${bold ? 'b' : ''}${dim ? 'd' : ''}${underline ? 'u' : ''}${inverse ? 'i' : ''}${fg}/${bg}`;
    }).join(' '),
  );
}

/** Has all of the screen painted anew, and waits for it. */
async function paintedAnew(screen: Screen): Promise<void> {
  const before = screen.raw().length;
  screen.press('ctrl+l');
  await screen.settles(() => screen.raw().slice(before).includes('\x1b[2J'), 'it is painted anew');
  await screen.sees(/quit *$/m);
}

t.test('q leaves the terminal as it was', { skip }, async t => {
  const screen = await openProject(t, project);
  t.match(screen.modes(), { alternate: true, cursorVisible: false, bracketedPaste: true });
  screen.press('q');
  t.same(await screen.ended(), { exitCode: 0 });
  t.same(screen.modes(), UNTOUCHED);
  t.same(screen.lines().filter(Boolean), []);
});

t.test('git run without words is the screen on a terminal, and the help elsewhere', { skip }, async t => {
  const screen = await openProject(t, project, { words: [] });
  await standsOn(screen, 'young-otter');
  const piped = await program.run(on, []);
  t.match(piped.stdout + piped.stderr, /git run \[?--\]? /i);
  t.match(piped.stdout + piped.stderr, 'log');
});

t.test('without a terminal it says so, and what to use', async t => {
  const piped = await program.run(on, ['ui']);
  t.not(piped.code, 0);
  t.match(piped.stderr, /terminal/);
  t.match(piped.stderr, 'git run log');
  t.equal(piped.stdout, '');
});

t.test('outside of a repository it says so, and the terminal is untouched', { skip }, async t => {
  const screen = await openUi(t, project, { cwd: temporaryDirectory(t) });
  t.not((await screen.ended()).exitCode, 0);
  t.match(screen.lines().join('\n'), /not .*repository/);
  t.same(screen.modes(), UNTOUCHED);
});

t.test('CI=1 does not blank the screen', { skip }, async t => {
  const screen = await openProject(t, project, { env: { CI: '1', GITHUB_ACTIONS: 'true' } });
  screen.press('j');
  await standsOn(screen, 'brave-heron');
  await screen.sees(/│ Detail +brave-heron/);
});

for (const signal of ['SIGTERM', 'SIGHUP', 'SIGINT'] as const) {
  t.test(`${signal} ends it, and the terminal is as it was`, { skip }, async t => {
    const screen = await openProject(t, project);
    screen.press('3');
    await screen.sees(/│ loss +best/);
    screen.signal(signal);
    t.match(await screen.ended(), { signal });
    t.same(screen.modes(), UNTOUCHED);
    t.same(screen.lines().filter(Boolean), []);
  });
}

const SIZES = [
  [40, 10],
  [400, 100],
  [80, 24],
  [19, 5],
  [100, 30],
  [141, 50],
  [99, 12],
  [200, 60],
  [120, 36],
] as const;

t.test('after a storm of sizes nothing is left of any of them', { skip }, async t => {
  const screen = await openProject(t, project);
  // The best values are found when the list stands.
  await screen.sees('★0.99');
  for (let round = 0; round < 3; round++) for (const [columns, rows] of SIZES) screen.resize(columns, rows);
  await screen.settles(
    lines =>
      (lines[0] ?? '').endsWith(' repository') &&
      (lines[0] ?? '').length === 120 &&
      /quit/.test(lines[35] ?? ''),
    'it fills the last size',
  );
  screen.press('G');
  await standsOn(screen, 'old-badger');
  await screen.sees(/│ Detail +old-badger/);
  await screen.sees(/│old-badger +finished/);
  await screen.sees('★0.99');
  const before = { lines: screen.lines(), looks: looks(screen) };
  await paintedAnew(screen);
  t.same(screen.lines(), before.lines);
  t.ok(`${looks(screen)}` === `${before.looks}`, 'in the same colours');
});

for (const [columns, rows, panes] of [
  [40, 10, 1],
  [80, 24, 1],
  [120, 36, 2],
  [200, 60, 3],
] as const) {
  t.test(`${columns} × ${rows} is room enough for all panes, one after the other`, { skip }, async t => {
    const screen = await openProject(t, project, { columns, rows });
    for (const pane of [
      'Detail',
      'Metrics',
      'Compare',
      'Diff',
      'Artifacts',
      'Output',
      'Lineage',
      'Remote',
      'Runs',
    ]) {
      screen.press('tab');
      await screen.sees(new RegExp(`(?:^|│) ${pane} `, 'm'));
    }
    await standsOn(screen, 'young-otter');
    const titles = screen
      .lines()
      .join('\n')
      .match(/(?:^|│) (?:Runs|Detail|Metrics|Remote) /gm);
    t.equal(titles?.length, panes);
  });
}

t.test('where nothing can be read it asks for more room, and comes back', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press('j');
  await standsOn(screen, 'brave-heron');
  screen.resize(19, 5);
  await screen.sees('more room, please');
  screen.resize(120, 36);
  await standsOn(screen, 'brave-heron');
  t.same(listed(screen.lines(), NAMES), NAMES);
});

t.test('ctrl+z stops it, fg brings it back', { skip: await noShell('bash') }, async t => {
  const screen = await openTerminal(t, {
    argv: ['bash', '--norc', '--noprofile', '-i'],
    cwd: on.path,
    env: { ...uiEnvironment(project), PS1: 'ready> ' },
    columns: 120,
    rows: 36,
  });
  await screen.sees('ready> ');
  screen.type('git run ui\r');
  await screen.sees(/^ Runs +14/m);
  screen.press('j');
  await standsOn(screen, 'brave-heron');
  screen.press('ctrl+z');
  await screen.sees(/Stopped/);
  t.match(screen.modes(), { alternate: false, mouse: 'none', cursorVisible: true });
  screen.type('echo the shell $((40 + 2))\r');
  await screen.sees('the shell 42');
  screen.type('fg\r');
  await standsOn(screen, 'brave-heron');
  screen.press('j');
  await standsOn(screen, 'calm-fox');
  screen.press('q');
  await screen.sees('the shell 42');
  screen.type('echo code $?\r');
  await screen.sees('code 0');
  t.match(screen.modes(), { alternate: false, mouse: 'none', cursorVisible: true });
});

t.test('a command that wants the terminal has it, and the screen comes back', { skip }, async t => {
  const screen = await openProject(t, project);
  screen.press(':');
  screen.type(`-- sh -c 'echo "which word?"; read word; echo "got $word"'`);
  screen.press('enter');
  await screen.sees('which word?');
  t.match(screen.modes(), { alternate: false, mouse: 'none' });
  screen.type('that\r');
  await screen.sees('got that');
  await screen.sees('Enter goes back');
  screen.press('enter');
  await screen.sees(/^ Runs +15/m);
});
