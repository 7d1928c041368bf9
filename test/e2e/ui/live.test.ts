/** Runs that begin, go on and end while one looks. */
import t from 'tap';
import { noTerminal } from '../../support/session.ts';
import { gate, standsOn } from '../../support/ui.ts';
import { openProject, projectWithRuns } from '../../support/ui-project.ts';

const skip = await noTerminal();
const project = await projectWithRuns(t);
const { on, program } = project;

/** A job in stages: each waits for its gate, says something and logs a loss. */
function job(gates: readonly string[]): string {
  const logs = (at: number) =>
    `echo stage ${at}; echo '{"metric":{"loss":${10 - at}},"step":${at}}' >> "$GIT_RUN_EVENTS"`;
  const waits = (path: string) => `while [ ! -e ${path} ]; do sleep 0.02; done`;
  return [logs(0), ...gates.flatMap((path, at) => [waits(path), logs(at + 1)])].join('; ');
}

t.test(
  'a run that is begun elsewhere appears at once, goes on before one’s eyes, and ends',
  { skip },
  async t => {
    const [first, second] = [gate(t), gate(t)];
    const screen = await openProject(t, project);
    const outside = program.start(on, [
      ...['exec', '-q', '--name', 'live-one', '--', 'sh', '-c', job([first.path, second.path])],
    ]);
    t.teardown(() => outside.process.kill());
    await screen.sees(/live-one +\S+ +running/);
    await standsOn(screen, 'live-one');
    screen.press('7');
    await screen.sees(/Output +live-one · following/);
    await screen.sees('│stage 0');
    first.open();
    await screen.sees('│stage 1');
    screen.press('3');
    await screen.sees(/● live-one running +9/);
    second.open();
    await screen.sees(/● live-one +8/);
    await screen.sees(/live-one +\S+ +finished/);
    screen.press('7');
    await screen.sees(/Output +live-one · end/);
    await screen.sees('│stage 2');
    t.match(await outside.end(), { code: 0 });
  },
);

t.test('a run is executed again, appears, and the verdict is told', { skip }, async t => {
  await program.run(on, ['exec', '-q', '--name', 'quick-one', '--', 'sh', '-c', 'echo said']);
  const screen = await openProject(t, project);
  await standsOn(screen, 'quick-one');
  screen.press('r');
  await screen.sees('Execute quick-one again');
  screen.press('y');
  await screen.sees('started: execute quick-one again');
  await screen.sees(/^it ended the same way/m);
  await screen.sees(/^ Runs +17\b/m);
  await screen.sees(/│lineage +rerun of /);
});
