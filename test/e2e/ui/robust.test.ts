/** Repositories that are empty, damaged, or changed by others. */
import t from 'tap';
import { cutObject, entriesOf, loosen } from '../../support/damage.ts';
import { noTerminal } from '../../support/session.ts';
import { temporaryRepository } from '../../support/temporary-repository.ts';
import { openUi, standsOn, uiProgram } from '../../support/ui.ts';
import { openProject, projectWithRuns } from '../../support/ui-project.ts';

const skip = await noTerminal();
const program = uiProgram(t);

t.test('where there is no run yet it says how to make one, and shows it then', { skip }, async t => {
  const on = temporaryRepository(t);
  const screen = await openUi(t, { program, on });
  await screen.sees('No runs yet. Record the first one:');
  await screen.sees('git run -- ');
  for (const pane of [2, 3, 4, 5, 6, 7, 8, 9, 1]) screen.press(`${pane}`);
  await program.run(on, ['exec', '-q', '--name', 'the-first', '--', 'true']);
  await screen.sees(/ the-first +finished/);
  await screen.sees(/^ Runs +1\b/m);
});

t.test('a run that is damaged is passed over, and said; the others are there', { skip }, async t => {
  const project = await projectWithRuns(t, program);
  const { on, ids } = project;
  loosen(on);
  const [, , record = ''] =
    entriesOf(on, `refs/runs/${ids.get('calm-fox')}`).find(([, name]) => name === 'run.json') ?? [];
  cutObject(on, record);
  const screen = await openProject(t, project);
  await screen.sees(/^ Runs +13\b/m);
  await screen.sees(new RegExp(`^! passed over ${ids.get('calm-fox')}: `, 'm'));
  screen.press('j', 'j');
  await standsOn(screen, 'dark-mole');
  await screen.sees(/│dark-mole +finished/);
});

t.test(
  'a log that is damaged is said where it would be, and the rest of the run is there',
  { skip },
  async t => {
    const project = await projectWithRuns(t, program);
    const { on, ids } = project;
    loosen(on);
    const id = ids.get('young-otter') ?? '';
    for (const [, name, oid] of entriesOf(on, `refs/runs/${id}:logs`))
      if (name.endsWith('.log')) cutObject(on, oid);
    const screen = await openProject(t, project);
    screen.press('7');
    await screen.sees(/│ Output +young-otter/);
    await screen.sees(/│.*(?:cannot be read|damaged|corrupt)/);
    screen.press('3');
    await screen.sees(/● young-otter +0.98/);
    screen.press('j');
  },
);

t.test('a run that somebody deletes disappears, one that is fetched appears', { skip }, async t => {
  const project = await projectWithRuns(t, program);
  const { on, ids } = project;
  const id = ids.get('brave-heron') ?? '';
  const commit = on.git('rev-parse', `refs/runs/${id}`);
  const screen = await openProject(t, project);
  screen.press('j');
  await screen.sees(/│brave-heron +finished/);
  on.git('update-ref', '-d', `refs/runs/${id}`);
  await screen.sees(/^ Runs +13\b/m);
  await screen.seesNot(/brave-heron/);
  await standsOn(screen, 'calm-fox');
  on.git('update-ref', `refs/runs/${id}`, commit);
  await screen.sees(/^ Runs +14\b/m);
  await screen.sees('brave-heron');
  await standsOn(screen, 'calm-fox');
});

t.test('git gc packs and prunes while one looks', { skip }, async t => {
  const project = await projectWithRuns(t, program);
  const screen = await openProject(t, project);
  screen.press('7');
  await screen.sees('│line 199');
  project.on.git('gc', '-q', '--prune=now');
  screen.press('6');
  await screen.sees(/▾ config\//);
  screen.press('j', 'enter');
  await screen.sees('"betas": [0.9, 0.999]');
  screen.press('1', 'G', '3');
  await screen.sees(/● old-badger +0.92/);
  screen.press('R');
  await screen.sees(/^ Runs +14\b(?!\+)/m);
  screen.press('g', '*');
  await screen.sees(/^done: star /m);
});

t.test('curves that cannot be read do not take the others with them', { skip }, async t => {
  const project = await projectWithRuns(t, program);
  const screen = await openProject(t, project);
  const { on, ids } = project;
  loosen(on);
  const series = on.git('rev-parse', `refs/runs/${ids.get('old-badger')}:metrics/main.ndjson`);
  cutObject(on, series);
  screen.press('G', '3');
  await screen.sees(/│ Metrics/);
  screen.press('1', 'k');
  await standsOn(screen, 'mild-deer');
  screen.press('3');
  await screen.sees(/● mild-deer +0.96/);
});

t.test('a remote that does not answer keeps nobody from leaving', { skip }, async t => {
  const project = await projectWithRuns(t, program, { config: { 'remote.origin.url': 'silent.example:a' } });
  // It says nothing, until nobody listens to it.
  const screen = await openProject(t, project, { env: { GIT_SSH_COMMAND: 'sh -c "read line"' } });
  screen.press('9');
  await screen.sees('asking it …');
  screen.press('Q');
  t.same(await screen.ended(), { exitCode: 0 });
});

t.test('who leaves while all is being read has the shell back', { skip }, async t => {
  const project = await projectWithRuns(t, program);
  for (const keys of ['Q', 'jjQ', '3Q', '5Q', '8jQ']) {
    const screen = await openUi(t, project);
    screen.send(keys);
    t.same(await screen.ended(), { exitCode: 0 }, keys);
  }
});
