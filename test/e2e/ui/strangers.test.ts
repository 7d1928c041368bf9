/** Strings that strangers have written, wherever a run has some: the terminal obeys none of them. */
import { readFileSync } from 'node:fs';
import t, { type Test } from 'tap';
import { idAt } from '../../support/run-rows.ts';
import { noTerminal } from '../../support/session.ts';
import { type StoreBench, storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';
import { strangeSequences } from '../../support/terminal/sequences.ts';
import type { Screen } from '../../support/terminal/terminal.ts';
import { openUi, uiProgram } from '../../support/ui.ts';

const skip = await noTerminal();
const program = uiProgram(t);

const corpus: readonly { readonly text: string }[] = JSON.parse(
  readFileSync(new URL('../../../fixtures/hostile/terminal-strings.json', import.meta.url), 'utf8'),
);
const lines = corpus.map(({ text }) => text.replaceAll('\0', '')).join('\n');
/** All of them, but for what no path of Git can hold. */
const ALL = Buffer.from(lines.replaceAll('\n', ' ').replaceAll('/', '')).toString();

/** Stores a run that says so wherever it can. */
async function saveStranger(bench: StoreBench, at: number): Promise<void> {
  const started = Date.now() - 60_000 * (at + 1);
  const run = bench.run({ id: idAt(started, `n${at}`), started: new Date(started).toISOString() });
  const series = { key: ALL, step: [0, 1], value: [at, 1], time: [0, 1] };
  await bench.save(
    {
      ...run,
      name: `${at}${ALL}`,
      experiment: { ...run.experiment, name: `${ALL}${at}` },
      params: { [ALL]: { value: ALL, text: ALL, origin: { kind: 'file', path: ALL, key: ALL } } },
      metrics: { [ALL]: { last: at, min: at, max: at, count: 1, step: 0 } },
      tags: { [ALL]: `${ALL}${at}` },
      note: ALL,
      command: { ...run.command, argv: [ALL], cwd: ALL },
      source: { ...run.source, branch: ALL },
      host: { ...run.host, name: ALL, os: ALL, cpu: ALL },
      problems: [{ code: 'x', message: ALL }],
      artifacts: { count: 4, bytes: 4000 },
      log: { bytes: lines.length, dropped: 0, parts: 1 },
    },
    {
      files: storedFiles({
        [`artifacts/${ALL}.txt`]: lines,
        'artifacts/a.csv': `${ALL},b\n"${ALL.replaceAll('"', '')}",${ALL}\n`,
        'artifacts/a.json': JSON.stringify({ [ALL]: ALL }),
        'artifacts/a.md': `# ${ALL}\n\n- ${ALL}\n`,
        'logs/000000.log': lines,
        'metrics/main.ndjson': `${JSON.stringify(series)}\n`,
      }),
      environment: { os: { id: ALL } },
    },
  );
}

/** As the sanitiser shows the one that would set the title. */
const SHOWN = '\\u{1b}]0;owned';

/** Leaves it, and looks at all that it has written. */
async function isObeyedNowhere(t: Test, screen: Screen): Promise<void> {
  screen.press('Q');
  t.match(await screen.ended(), { exitCode: 0 });
  t.same(strangeSequences(screen.raw()), []);
  t.equal(screen.title(), '');
  t.equal(screen.clipboard(), undefined);
}

t.test('in any pane', { skip }, async t => {
  const bench = await storeBench(t, { files: { 'train.py': '' } });
  for (const at of [0, 1, 2]) await saveStranger(bench, at);
  const screen = await openUi(t, { program, on: bench.on }, { columns: 150, rows: 50 });
  await screen.sees(/^ Runs +3\b(?!\+)/m);
  screen.press('space', 'space', 'z', '2');
  for (const [key, title, content] of [
    ['2', /^ Detail /m, /^id +01/m],
    ['3', /^ Metrics /m, /last value/],
    ['4', /^ Compare /m, /^Outcome/m],
    ['5', /^ Diff /m, /^Metrics/m],
    ['7', /^ Output /m, /owned/],
    ['8', /^ Lineage /m, /n2/],
    ['6', /^ Artifacts /m, /a\.md/],
  ] as const) {
    screen.press(key);
    await screen.sees(title);
    await screen.sees(content);
    await screen.sees(SHOWN);
  }
  await screen.sees(/text, \d/);
  for (const kind of [/CSV, /, /JSON, /, /Markdown, /]) {
    screen.press('j');
    await screen.sees(kind);
  }
  await isObeyedNowhere(t, screen);
});

t.test('in what opens above the panes, and in the status line', { skip }, async t => {
  const bench = await storeBench(t, { files: { 'train.py': '' } });
  for (const at of [0, 1]) await saveStranger(bench, at);
  const screen = await openUi(t, { program, on: bench.on }, { columns: 150, rows: 50 });
  await screen.sees(/^ Runs +2\b(?!\+)/m);
  for (const [key, shown] of [
    ['o', 'Columns:'],
    ['#', /^note: /m],
    ['c', 'check out in'],
    ['D', 'git run rm'],
  ] as const) {
    screen.press(key);
    await screen.sees(shown);
    screen.press('esc');
    await screen.seesNot(shown);
  }
  screen.press('f');
  screen.type('tags.');
  await screen.sees('filter: tags.');
  screen.press('esc');
  await screen.seesNot('filter: ');
  screen.press('*');
  await screen.sees(/^done: star 0/m);
  screen.press('@');
  await screen.sees('What was done');
  screen.press('enter');
  await screen.seesNot('What was done');
  await screen.sees('tagged 0');
  screen.press('esc');
  await screen.seesNot('─╮');
  screen.press('l', 'l', 'b', 's');
  await screen.sees(/^▾ .*1 run/m);
  await isObeyedNowhere(t, screen);
});

t.test('in the output of a run that was recorded here, colours and all', { skip }, async t => {
  const bench = await storeBench(t, { files: { 'strings.txt': lines } });
  await program.run(bench.on, ['exec', '-q', '--', 'cat', 'strings.txt']);
  const screen = await openUi(t, { program, on: bench.on }, { columns: 150, rows: 50 });
  await screen.sees(/^ Runs +1\b(?!\+)/m);
  screen.press('7');
  await screen.sees(/Output .*· end/);
  for (const key of ['g', 'w', 'l', 'h', 'G']) screen.press(key);
  await screen.sees(/│ Output .*· end/);
  await isObeyedNowhere(t, screen);
});
