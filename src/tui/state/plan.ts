/** What an action will do, as a value: it is shown before it is done, and undone by what stands beside it. */
import type { RunId } from '../../run/run-id.ts';
import { shortId } from '../../run/run-id.ts';
import type { RunRow } from '../../run/run-row.ts';
import { formatCount } from '../../view/format.ts';
import type { Command } from '../desk.ts';

export interface Plan {
  /** What it does, as a sentence without its end: `move 2 runs to the trash`. */
  readonly does: string;
  readonly commands: readonly Command[];
  /** What takes it back, in order; none where nothing does, and it is asked for first. */
  readonly undo: readonly Command[];
  /** What else goes where it is undone, which is asked for then; undefined where nothing does. */
  readonly undoRemark?: string;
  /** Whether it takes the last one back. */
  readonly undoes?: true;
  /** Whether it is asked for, whatever undoes it. */
  readonly asks: boolean;
  /** Whether it goes on by itself, and the screen does not wait for it. */
  readonly isJob?: true;
  /** The runs that are edited, to be read again. */
  readonly runs: readonly RunId[];
  /** Whether a remote has others afterwards. */
  readonly isShared?: true;
  /** The word that has to be typed, where very much would be done by one key. */
  readonly word?: string;
}

/** A plan that was carried out. */
export interface Done {
  readonly plan: Plan;
  readonly exitCode: number;
  readonly said: string;
  readonly isUndone: boolean;
}

/** So many runs are trashed by one key; more of them have to be typed. */
const MANY = 20;

/** A command of ours. */
export function gitRun(...words: readonly string[]): Command {
  return { program: 'git run', words };
}

/** The tag `star`, on all or off all. */
export function starPlan(rows: readonly RunRow[]): Plan {
  const isOn = rows.every(row => Object.hasOwn(row.tags, STAR));
  const changed = rows.filter(row => Object.hasOwn(row.tags, STAR) === isOn);
  const on = ({ id }: RunRow) => gitRun('tag', id, `${STAR}=`);
  const off = ({ id }: RunRow) => gitRun('tag', id, '--delete', STAR);
  return {
    does: `${isOn ? 'take the star off' : 'star'} ${named(changed)}`,
    commands: changed.map(isOn ? off : on),
    undo: changed.map(isOn ? on : off),
    runs: changed.map(({ id }) => id),
    asks: false,
  };
}

const STAR = 'star';

/** A tag as it was typed: `stage=dev`, `stage`, or `-stage` to take it away. Undefined where that is none. */
export function tagPlan(rows: readonly RunRow[], text: string): Plan | undefined {
  const [, minus, key = '', , value = ''] = /^(-?)([^=]+)(=(.*))?$/s.exec(text.trim()) ?? [];
  if (key === '') return undefined;
  const before = (row: RunRow) => (Object.hasOwn(row.tags, key) ? row.tags[key] : undefined);
  const set = (row: RunRow, to: string | undefined) =>
    to === undefined ? gitRun('tag', row.id, '--delete', key) : gitRun('tag', row.id, `${key}=${to}`);
  const wanted = minus === '' ? value : undefined;
  const changed = rows.filter(row => before(row) !== wanted);
  return {
    does: `${minus === '' ? 'tag' : 'take the tag off'} ${named(changed)}`,
    commands: changed.map(row => set(row, wanted)),
    undo: changed.map(row => set(row, before(row))),
    runs: changed.map(({ id }) => id),
    asks: false,
  };
}

/** The note of a run; an empty one is none. */
export function notePlan(row: RunRow, text: string): Plan {
  const write = (note: string) =>
    note === '' ? gitRun('note', row.id, '--delete') : gitRun('note', row.id, '--message', note);
  return {
    does: `${text === '' ? 'remove the note of' : 'note on'} ${row.name}`,
    commands: [write(text)],
    undo: [write(row.note)],
    runs: [row.id],
    asks: false,
  };
}

/** Into the trash; those that are in it, out of it. */
export function trashPlan(rows: readonly RunRow[]): Plan {
  const isIn = rows.every(row => row.trashed);
  const changed = rows.filter(row => row.trashed === isIn);
  const ids = changed.map(({ id }) => id);
  const [verb, inverse] = isIn ? (['restore', 'rm'] as const) : (['rm', 'restore'] as const);
  return {
    does: isIn ? `take ${named(changed)} out of the trash` : `move ${named(changed)} to the trash`,
    commands: [gitRun(verb, ...ids)],
    undo: [gitRun(inverse, ...ids)],
    runs: ids,
    asks: !isIn,
    ...(ids.length > MANY && !isIn ? { word: 'trash' } : {}),
  };
}

/** Into a worktree of its own; where, has been asked. */
export function checkoutPlan(row: RunRow, path: string): Plan {
  return {
    does: `check ${row.name} out in ${path}`,
    commands: [gitRun('checkout', row.id, '--path', path)],
    undo: [{ program: 'git', words: ['worktree', 'remove', '--force', path] }],
    undoRemark: `remove the worktree ${path} and all that is in it`,
    runs: [],
    asks: false,
  };
}

export function rerunPlan(row: RunRow): Plan {
  return {
    does: `execute ${row.name} again, in a worktree of its own`,
    commands: [gitRun('rerun', row.id)],
    undo: [],
    runs: [],
    asks: true,
    isJob: true,
  };
}

/** A command line has room for so many refs, by far. */
const TOGETHER = 1000;

export function pushPlan(ids: readonly RunId[], remote: string): Plan {
  const some = Array.from({ length: Math.ceil(ids.length / TOGETHER) }, (_, at) =>
    ids.slice(at * TOGETHER, (at + 1) * TOGETHER),
  );
  return {
    does: `push ${formatCount(ids.length, 'run')} to ${remote}`,
    commands: some.map(few => gitRun('push', remote, ...few)),
    undo: [],
    runs: [],
    asks: true,
    isShared: true,
  };
}

export function fetchPlan(remote: string): Plan {
  return {
    does: `fetch the runs of ${remote}`,
    commands: [gitRun('fetch', remote)],
    undo: [],
    runs: [],
    asks: true,
    isShared: true,
  };
}

/** `swift-otter`, or `3 runs`. */
export function named(rows: readonly RunRow[]): string {
  const [first] = rows;
  return rows.length === 1 && first !== undefined
    ? `${first.name} (${shortId(first.id)})`
    : formatCount(rows.length, 'run');
}
