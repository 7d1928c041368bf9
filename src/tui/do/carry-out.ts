/** Carries plans out, and takes the last one back. */
import { sanitise } from '../../view/sanitise.ts';
import type { Command, Desk } from '../desk.ts';
import { EMPTY_FIELD } from '../state/field.ts';
import { PANES } from '../state/mode.ts';
import type { Plan } from '../state/plan.ts';
import { currentRun } from '../state/runs.ts';
import type { Control } from './control.ts';

/** Does what a plan says, or asks first where it is to be asked for. A plan is made when its turn comes: of what holds then. */
export function propose(control: Control, planOf: () => Plan): void {
  void inTurn(control, async () => {
    const plan = planOf();
    if (plan.commands.length === 0) return;
    if (plan.asks) askFor(control, plan);
    else await perform(control, plan);
  });
}

/** Who has begun to type by now is asked nothing: a letter of his would be the answer. */
function askFor(control: Control, plan: Plan): void {
  const { send, state } = control.store;
  if (state().mode.kind === 'panes')
    send({ kind: 'mode', mode: { kind: 'confirm', plan, typed: EMPTY_FIELD } });
  else tell(control, `not done, since something else is open: ${plan.does}`, false);
}

/** Does what a plan says that was agreed to. */
export function carryOut(control: Control, plan: Plan): void {
  control.store.send({ kind: 'mode', mode: PANES });
  void inTurn(control, () => perform(control, plan));
}

/** Takes the last plan back that can be taken back; without one, the last edit of the run under the cursor, of any time. */
export function undoLast(control: Control): void {
  void inTurn(control, async () => {
    const last = control.store.state().done.find(({ plan, isUndone }) => !isUndone && plan.undo.length > 0);
    if (last === undefined) await undoPast(control);
    else await undoPlan(control, last.plan);
  });
}

async function undoPlan(control: Control, plan: Plan): Promise<void> {
  if (plan.undoRemark !== undefined) {
    askFor(control, { ...plan, does: plan.undoRemark, commands: plan.undo, undo: [], undoes: true });
    return;
  }
  const { exitCode, said } = await performAll(control, `undo: ${plan.does}`, plan.undo);
  if (exitCode === 0) control.store.send({ kind: 'undone' });
  await reread(control, plan);
  tell(control, exitCode === 0 ? `undone: ${plan.does}` : lastLine(said), exitCode === 0);
}

/** Somebody else may have made it, long ago: it is asked for. */
async function undoPast(control: Control): Promise<void> {
  const row = currentRun(control.store.state().runs);
  const edit = row === undefined ? undefined : await control.desk.lastEdit(row.id).catch(() => undefined);
  if (row === undefined || edit === undefined) {
    control.store.send({ kind: 'notice', notice: { text: 'there is nothing to undo', tone: 'plain' } });
    return;
  }
  askFor(control, { does: edit.does, commands: edit.undo, undo: [], runs: [row.id], asks: true });
}

const turns = new WeakMap<Desk, Promise<void>>();

/** One after the other: what is pressed twice is done twice. What goes wrong is said, and the next has its turn. */
function inTurn(control: Control, work: () => Promise<void>): Promise<void> {
  const before = turns.get(control.desk) ?? Promise.resolve();
  const turn = before.then(work).catch((error: Error) => {
    control.store.send({ kind: 'busy', busy: undefined });
    tell(control, sanitise(error.message), false);
  });
  turns.set(control.desk, turn);
  return turn;
}

async function perform(control: Control, plan: Plan): Promise<void> {
  const { store } = control;
  if (plan.isJob) {
    void followJob(control, plan);
    tell(control, `started: ${plan.does}`, true);
    return;
  }
  const { exitCode, said } = await performAll(control, plan.does, plan.commands);
  if (plan.undoes && exitCode === 0) store.send({ kind: 'undone' });
  store.send({ kind: 'done', done: { plan, exitCode, said, isUndone: exitCode !== 0 } });
  await reread(control, plan);
  const text = `done: ${plan.does}${plan.undo.length > 0 ? ' (u undoes it)' : ''}`;
  tell(control, exitCode === 0 ? text : lastLine(said), exitCode === 0);
}

/** It takes its time, and nothing waits for it: when it has ended, its last word is told. */
async function followJob(control: Control, plan: Plan): Promise<void> {
  const [command] = plan.commands;
  if (command === undefined) return;
  const { exitCode, said } = await control.desk.start(command);
  control.store.send({ kind: 'done', done: { plan, exitCode, said, isUndone: true } });
  tell(control, lastLine(said), exitCode === 0);
}

interface Performed {
  readonly exitCode: number;
  readonly said: string;
}

/** As far as they succeed; what they say last is shown meanwhile. */
async function performAll(
  { store, desk }: Control,
  does: string,
  commands: readonly Command[],
): Promise<Performed> {
  store.send({ kind: 'busy', busy: does });
  let said = '';
  let exitCode = 0;
  for (const command of commands) {
    exitCode = await desk.perform(command, text => {
      said += text;
      const progress = /([^\r\n]*\d+%[^\r\n]*)[\r\n]*$/.exec(said.slice(-500))?.[1];
      if (progress !== undefined) store.send({ kind: 'busy', busy: `${does}: ${sanitise(progress.trim())}` });
    });
    if (exitCode !== 0) break;
  }
  store.send({ kind: 'busy', busy: undefined });
  return { exitCode, said };
}

/** What was done is seen at once. */
async function reread({ store, desk }: Control, { runs, isShared }: Plan): Promise<void> {
  if (isShared) store.send({ kind: 'remote', event: { kind: 'stale' } });
  if (runs.length === 0) return;
  const changes = await desk.reread(runs).catch(() => ({ rows: [], gone: [] }));
  store.send({ kind: 'runs', event: { kind: 'changed', ...changes } });
}

function tell({ store }: Control, text: string, isGood: boolean): void {
  store.send({ kind: 'notice', notice: { text, tone: isGood ? 'good' : 'bad' } });
}

function lastLine(said: string): string {
  const lines = said.split('\n').filter(line => line.trim() !== '');
  // What is indented is the hint to an error.
  const last = lines.findLast(line => !line.startsWith(' ')) ?? lines.at(-1) ?? 'it failed, and said nothing';
  return sanitise(last.replace(/^git-run: /, ''));
}
