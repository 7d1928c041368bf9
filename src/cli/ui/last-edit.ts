/** The last edit of a run, whoever made it and whenever, and what takes it back: the state of before it, told by the events. */
import { type AnnotatedRun, type Annotation, annotate, type Edit } from '../../run/annotation.ts';
import type { RunId } from '../../run/run-id.ts';
import { decodeRun } from '../../store/decode.ts';
import { MOST } from '../../store/limits.ts';
import { loadTip } from '../../store/list.ts';
import { findTip } from '../../store/tips.ts';
import type { Desk } from '../../tui/desk.ts';
import { formatRelative } from '../../view/format.ts';
import type { Context } from '../context.ts';

/** Finds it; undefined where there is none, or where nothing takes it back. */
export async function lastEdit(context: Context, id: RunId): ReturnType<Desk['lastEdit']> {
  const source = await context.source();
  const tip = await findTip(source, id);
  if (tip === undefined) return undefined;
  const { run, annotations } = await loadTip(source, tip);
  const ordered = annotations.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const last = ordered.at(-1);
  if (last === undefined) return undefined;
  const [record] = await source.objects.read([`${tip.commit}:run.json`], MOST.run);
  if (record?.type !== 'blob') return undefined;
  const before = annotate(decodeRun(record.content, `run.json of run ${id}`), ordered.slice(0, -1));
  const words = inverseOf(last.edit, before);
  if (words === undefined) return undefined;
  return { does: describe(last, run.name, context), undo: [{ program: 'git run', words }] };
}

/** The words behind `git run`. */
function inverseOf(edit: Edit, { run }: AnnotatedRun): readonly string[] | undefined {
  switch (edit.kind) {
    case 'tag':
    case 'untag': {
      const value = Object.hasOwn(run.tags, edit.key) ? run.tags[edit.key] : undefined;
      return value === undefined
        ? ['tag', run.id, '--delete', edit.key]
        : ['tag', run.id, `${edit.key}=${value}`];
    }
    case 'note':
      return run.note === '' ? ['note', run.id, '--delete'] : ['note', run.id, '--message', run.note];
    case 'rename':
      return ['rename', run.id, run.name];
    case 'trash':
      return ['restore', run.id];
    case 'restore':
      return ['rm', run.id];
    case 'move':
    case 'artifact':
    case 'continue':
      return undefined;
  }
}

function describe({ edit, author, time }: Annotation, name: string, { now, zone }: Context): string {
  const what: Readonly<Record<Edit['kind'], string>> = {
    tag: `the tag ${'key' in edit ? edit.key : ''}`,
    untag: `the removal of the tag ${'key' in edit ? edit.key : ''}`,
    note: 'the note',
    rename: 'the new name',
    move: 'the move',
    trash: 'the way into the trash',
    restore: 'the way out of the trash',
    artifact: 'the file',
    continue: 'what was logged later',
  };
  const [person = ''] = author.split(' <');
  const when = formatRelative(Date.parse(time), { now: now(), zone });
  return `undo ${what[edit.kind]} of ${name}, by ${person}, ${when}`;
}
