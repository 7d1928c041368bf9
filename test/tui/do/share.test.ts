import t from 'tap';
import type { RunRow } from '../../../src/run/run-row.ts';
import type { Desk } from '../../../src/tui/desk.ts';
import { fetchRuns, pushRuns } from '../../../src/tui/do/share.ts';
import { liveRow } from '../../support/run-rows.ts';
import { controlOf, type TestControl, until } from '../../support/tui-control.ts';
import { someRows } from '../../support/tui-state.ts';

const rows = someRows(4);
const row = (n: number) => rows[n] as RunRow;
const from = (remotes: Desk['remotes'], more: readonly RunRow[] = []) =>
  controlOf({ rows: [...more, ...rows], desk: { remotes } });
const origin = async () => ['origin', 'backup'];
/** The command that is asked about. */
async function asked(control: TestControl) {
  await until(() => control.state().mode.kind === 'confirm');
  const { mode } = control.state();
  return mode.kind === 'confirm' ? mode.plan.commands.map(({ words }) => words) : [];
}
async function said(control: TestControl) {
  await until(() => control.state().notice !== undefined);
  return control.state().notice?.text;
}

t.test('the run under the cursor is pushed, by a question', async t => {
  const control = from(origin);
  pushRuns(control);
  t.same(await asked(control), [['push', 'origin', row(0).id]]);
  t.same(control.performed, []);
});

t.test('marked runs are pushed together, those in progress later', async t => {
  const control = from(origin, [liveRow()]);
  control.press('space', 'space', 'space');
  pushRuns(control);
  t.same(
    (await asked(control))[0]?.slice(2),
    [row(0), row(1)].map(({ id }) => id),
  );
});

t.test('from the pane of the remote all is pushed that it lacks', async t => {
  const control = from(origin);
  const { send } = control.store;
  send({ kind: 'focus', pane: 'remote' });
  send({ kind: 'remote', event: { kind: 'remotes', remotes: ['backup'] } });
  const there = new Map([
    [row(0).id, row(0).commit as string],
    [row(2).id, 'edited there'],
  ]);
  send({ kind: 'remote', event: { kind: 'there', remote: 'backup', there } });
  pushRuns(control);
  t.same((await asked(control))[0], ['push', 'backup', ...[row(1), row(3)].map(({ id }) => id)]);
});

t.test('where it has all of them there is nothing to push', async t => {
  const control = from(origin);
  const { send } = control.store;
  send({ kind: 'focus', pane: 'remote' });
  send({ kind: 'remote', event: { kind: 'remotes', remotes: ['origin'] } });
  const there = new Map(rows.map(({ id, commit }) => [id, commit as string]));
  send({ kind: 'remote', event: { kind: 'there', remote: 'origin', there } });
  pushRuns(control);
  t.equal(await said(control), 'origin has all of them');
});

t.test('all runs of the remote are fetched, by a question', async t => {
  const control = from(origin);
  fetchRuns(control);
  t.same(await asked(control), [['fetch', 'origin']]);
});

t.test('where there is no remote it says how to add one', async t => {
  const control = from(async () => []);
  fetchRuns(control);
  t.equal(await said(control), 'no remote yet: git remote add origin URL');
  const failing = from(async () => Promise.reject(new Error('no repository')));
  pushRuns(failing);
  t.equal(await said(failing), 'no repository');
});
