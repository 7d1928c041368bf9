/** Commands of git run, by name: what they say is shown on a page, or in a line where it is one. */
import { sanitiseLog } from '../../view/sanitise.ts';
import type { Command } from '../desk.ts';
import { NO_DOC } from '../state/doc.ts';
import type { PageMode } from '../state/mode.ts';
import { gitRun, type Plan } from '../state/plan.ts';
import { currentRun } from '../state/runs.ts';
import { wordsIn } from '../state/words.ts';
import type { Control } from './control.ts';

/** Does what stands behind `git run`, or says why not. */
export async function runCommand(control: Control, line: string): Promise<void> {
  const { store, desk } = control;
  const { runs, readOnly } = store.state();
  const split = wordsIn(line, currentRun(runs)?.id);
  if ('trouble' in split) return say(control, split.trouble, false);
  if (split.words.length === 0) return;
  const nature = await desk.natureOf(split.words);
  if (nature.off !== undefined) return say(control, nature.off, false);
  if (nature.changes && readOnly !== undefined)
    return say(control, `nothing is changed here: ${readOnly}`, false);
  const command = gitRun(...split.words);
  if (nature.attached) await attached(control, line, command);
  else await listened(control, line, command);
}

/** The terminal is the command's own until it has ended. */
async function attached(control: Control, line: string, command: Command): Promise<void> {
  const exitCode = await control.stage.outside(() => control.desk.attach(command));
  note(control, { line, command, exitCode, said: 'it had the terminal to itself' });
}

async function listened(control: Control, line: string, command: Command): Promise<void> {
  const { store, desk } = control;
  const does = `git run ${line}`;
  store.send({ kind: 'busy', busy: does });
  let said = '';
  const exitCode = await desk.perform(command, text => {
    said += text;
  });
  store.send({ kind: 'busy', busy: undefined });
  note(control, { line, command, exitCode, said });
  const lines = said.split('\n').filter(text => text.trim() !== '');
  // Who does something else by now is not interrupted.
  const isWaiting = store.state().mode.kind === 'panes';
  if (lines.length > 1 && isWaiting) store.send({ kind: 'mode', mode: pageOf(does, said) });
  else if (lines.length > 1) say(control, `${does}: @ shows what it said`, exitCode === 0);
  else say(control, lines[0] ?? (exitCode === 0 ? `done: ${does}` : `exit code ${exitCode}`), exitCode === 0);
}

/** What was said, as a page. */
export function pageOf(title: string, said: string): PageMode {
  const lines = sanitiseLog(said).replace(/\n+$/, '').split('\n');
  return { kind: 'page', title, doc: { ...NO_DOC, of: title, title, lines } };
}

interface Ended {
  readonly line: string;
  readonly command: Command;
  readonly exitCode: number;
  readonly said: string;
}

function note({ store }: Control, { line, command, exitCode, said }: Ended): void {
  const plan: Plan = { does: `git run ${line}`, commands: [command], undo: [], asks: false, runs: [] };
  store.send({ kind: 'done', done: { plan, exitCode, said, isUndone: false } });
}

function say({ store }: Control, text: string, isGood: boolean): void {
  store.send({ kind: 'notice', notice: { text, tone: isGood ? 'plain' : 'bad' } });
}
