import t from 'tap';
import type { RunRow } from '../../../src/run/run-row.ts';
import type { Command } from '../../../src/tui/desk.ts';
import {
  askWhereToSave,
  saveArtifact,
  savePlan,
  viewArtifact,
} from '../../../src/tui/do/artifact-actions.ts';
import type { Control } from '../../../src/tui/do/control.ts';
import { newApp, reduceApp } from '../../../src/tui/state/app.ts';
import type { TreeEntry } from '../../../src/tui/state/artifact-tree.ts';
import { currentEntry } from '../../../src/tui/state/artifacts.ts';
import { openStore } from '../../../src/tui/state/store.ts';
import { liveRow } from '../../support/run-rows.ts';
import { someRows } from '../../support/tui-state.ts';

/** A screen with the files of its first run, and what is asked of the desk. */
function bench(rows: readonly RunRow[] = someRows(2), answer: { exitCode?: number; said?: string } = {}) {
  const store = openStore(reduceApp, newApp({ columns: 80, rows: 24, mouse: false, readOnly: undefined }));
  store.send({ kind: 'runs', event: { kind: 'runs', rows, isComplete: true } });
  store.send({ kind: 'focus', pane: 'artifacts' });
  const [row] = rows as [RunRow];
  const files = ['a.txt', 'plots/b.png'].map(path => ({ path, size: 1, sha256: '' }));
  const isLive = row.status === 'running';
  store.send({ kind: 'artifacts', event: { kind: 'files', run: row.id, isLive, files } });
  const performed: Command[] = [];
  const opened: string[] = [];
  const desk = {
    async perform(command: Command, hear: (text: string) => void) {
      performed.push(command);
      hear(answer.said ?? '');
      return answer.exitCode ?? 0;
    },
    async openArtifact(id: string, path: string) {
      opened.push(`${id}:${path}`);
      if (answer.said !== undefined) throw new Error(answer.said);
      return `/tmp/x/${path}`;
    },
  };
  const control = { store, desk } as unknown as Control;
  const until = async (test: () => boolean) => {
    while (!test()) await new Promise(resolve => setTimeout(resolve, 5));
  };
  const press = (action: string) => store.send({ kind: 'action', action });
  const notice = () => store.state().notice?.text ?? '';
  return { control, store, row, performed, opened, until, press, notice };
}

t.test('where to save is asked, and a directory named after the run proposed', async t => {
  const { control, store } = bench();
  askWhereToSave(control);
  t.match(store.state().mode, { kind: 'line', purpose: 'save', field: { text: './run-0' } });
});

t.test('a file is saved, and a folder with all that is in it', async t => {
  const { control, row, performed, press, until, store } = bench();
  saveArtifact(control, 'best');
  await until(() => performed.length === 1);
  t.same(performed[0], { program: 'git run', words: ['artifact', 'get', `${row.id}:a.txt`, '--to', 'best'] });
  press('down');
  saveArtifact(control, 'best');
  await until(() => performed.length === 2);
  t.equal(performed[1]?.words[2], `${row.id}:plots`);
  await until(() => store.state().busy === undefined);
});

t.test('what is there already is not overwritten, and is said to be there', async t => {
  const said = 'git-run: a.txt: it is there already\n  nothing is overwritten\n';
  const { control, notice, until } = bench(undefined, { exitCode: 1, said });
  saveArtifact(control, 'best');
  await until(() => notice() !== '');
  t.equal(notice(), 'a.txt: it is there already');
});

t.test('a plan is told in words that are safe', async t => {
  const [row] = someRows(1) as [RunRow];
  const entry: TreeEntry = {
    kind: 'file',
    path: 'a\x1b[2J',
    name: 'a\x1b[2J',
    depth: 0,
    file: { path: 'a\x1b[2J', size: 1, sha256: '' },
  };
  const plan = savePlan({ row, entry }, 'out');
  t.match(plan.does, 'copy a\\u{1b}[2J of run-0');
  t.equal(plan.commands[0]?.words[2], `${row.id}:a\x1b[2J`);
});

t.test('a copy is opened, and where it is is said', async t => {
  const { control, row, opened, notice, until, store } = bench();
  viewArtifact(control);
  t.match(store.state().busy, 'copy a.txt');
  await until(() => notice() !== '');
  t.same(opened, [`${row.id}:a.txt`]);
  t.equal(notice(), 'opened a copy: /tmp/x/a.txt');
  t.equal(store.state().busy, undefined);
});

t.test('where no program can open it that is said', async t => {
  const { control, notice, until } = bench(undefined, { said: 'there is no xdg-open here' });
  viewArtifact(control);
  await until(() => notice() !== '');
  t.equal(notice(), 'there is no xdg-open here');
});

t.test('a folder is not opened, a run in progress not saved, and nothing is not done', async t => {
  const folder = bench();
  folder.press('down');
  viewArtifact(folder.control);
  t.match(folder.notice(), 'a folder is not opened');
  const live = bench([liveRow()]);
  t.ok(currentEntry(live.store.state().artifacts));
  askWhereToSave(live.control);
  t.match(live.notice(), 'has to end first');
  const none = bench();
  none.store.send({
    kind: 'artifacts',
    event: { kind: 'files', run: none.row.id, isLive: false, files: [] },
  });
  askWhereToSave(none.control);
  t.match(none.notice(), 'there is no file under the cursor');
});
