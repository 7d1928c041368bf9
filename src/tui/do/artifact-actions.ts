/** What is done with a file of a run, or a folder of them: saved, opened with another program. */

import type { RunRow } from '../../run/run-row.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { TreeEntry } from '../state/artifact-tree.ts';
import { currentEntry } from '../state/artifacts.ts';
import { gitRun, named, type Plan } from '../state/plan.ts';
import { propose } from './carry-out.ts';
import type { Control } from './control.ts';
import { openLine } from './open-line.ts';

/** Asks where to save what is under the cursor. Returns true, as what answers an action does. */
export function askWhereToSave(control: Control): true {
  const chosen = chosenFile(control);
  if (typeof chosen === 'string') return say(control, chosen);
  // Files that are being written are kept, and have a digest, when the run has ended.
  if (chosen.row.status === 'running') return say(control, 'a run in progress has to end first');
  return openLine(control, 'save', `./${chosen.row.name}`);
}

/** Saves it below a directory. */
export function saveArtifact(control: Control, directory: string): void {
  const chosen = chosenFile(control);
  if (typeof chosen !== 'string' && directory !== '') propose(control, () => savePlan(chosen, directory));
}

/** Nothing that is there already is overwritten, and so there is nothing to take back. */
export function savePlan({ row, entry }: ChosenFile, directory: string): Plan {
  return {
    does: `copy ${sanitise(entry.path)} of ${named([row])} into ${sanitise(directory)}`,
    commands: [gitRun('artifact', 'get', `${row.id}:${entry.path}`, '--to', directory)],
    undo: [],
    asks: false,
    runs: [],
  };
}

/** Opens a copy of the file under the cursor with the program that the system has for it, and says where the copy is. */
export function viewArtifact(control: Control): true {
  const { store, desk } = control;
  const chosen = chosenFile(control);
  if (typeof chosen === 'string') return say(control, chosen);
  const { row, entry } = chosen;
  if (entry.kind === 'folder') return say(control, 'a folder is not opened: s saves it');
  store.send({ kind: 'busy', busy: `copy ${sanitise(entry.path)}` });
  const tell = (text: string, tone: 'good' | 'bad') => {
    store.send({ kind: 'busy', busy: undefined });
    store.send({ kind: 'notice', notice: { text: sanitise(text), tone } });
  };
  desk.openArtifact(row.id, entry.path).then(
    copy => tell(`opened a copy: ${copy}`, 'good'),
    (error: Error) => tell(error.message, 'bad'),
  );
  return true;
}

interface ChosenFile {
  readonly row: RunRow;
  readonly entry: TreeEntry;
}

/** Of the run whose files are shown, which may not be the one under the cursor yet; or why there is none. */
function chosenFile({ store }: Control): ChosenFile | string {
  const { artifacts, runs } = store.state();
  const entry = currentEntry(artifacts);
  const row = runs.rows.find(({ id }) => id === artifacts.run);
  return entry === undefined || row === undefined ? 'there is no file under the cursor' : { row, entry };
}

function say({ store }: Control, text: string): true {
  store.send({ kind: 'notice', notice: { text, tone: 'plain' } });
  return true;
}
