/** `git diff` between two trees, in the user's colours and with the user's settings, and no program of the user's. */
import { pathFromBytes } from '../../run/path.ts';
import type { PathChange } from '../../run/path-change.ts';
import type { DiffWish, TreeDiffs } from '../tree-diff.ts';
import { streamed } from './objects.ts';
import type { GitProgram } from './program.ts';
import { fields } from './status.ts';

/**
 * What both trees hold may come from anybody: attributes must not have it converted by programs, a submodule is its
 * commit and is not gone into, and what is larger than 16 MiB is not compared line by line, but as Git does binaries.
 */
const HARDENED = ['--no-ext-diff', '--no-textconv', '--submodule=short', '--ignore-submodules=none'];
const LIMITED = ['-c', 'core.bigFileThreshold=16m'];

/** `git` must be bound to the top of the work tree; paths are relative to `prefix` below it. */
export function nativeTreeDiffs(git: GitProgram, prefix: string): TreeDiffs {
  const place = prefix === '' ? [] : ['-C', prefix];
  const call = (options: readonly string[], from: string, to: string, paths: readonly string[] = []) => [
    ...LIMITED,
    ...place,
    ...['diff', ...HARDENED, ...options, from, to, '--', ...paths],
  ];
  return {
    print: (from, to, wish) =>
      streamed(
        git,
        call([`--color=${wish.colour ? 'always' : 'never'}`, ...formsOf(wish)], from, to, wish.paths),
      ),
    async list(from, to, paths) {
      const options = ['--raw', '--numstat', '-z', '--abbrev=64'];
      return parseChanges(await git(call(options, from, to, paths)));
    },
  };
}

function formsOf({ forms, width }: DiffWish): string[] {
  const stat = width === undefined ? ['--stat=10000,9900', '--stat-graph-width=40'] : [`--stat=${width}`];
  return forms.flatMap(form => (form === 'stat' ? stat : [`--${form}`]));
}

/** Reads `git diff --raw --numstat -z`: https://git-scm.com/docs/git-diff#_raw_output_format, paths of renames apart. */
export function parseChanges(output: Buffer): PathChange[] {
  const changes = new Map<string, PathChange>();
  const all = fields(output);
  for (const field of all) {
    const text = field.toString('latin1');
    const next = () => pathFromBytes(all.next().value ?? Buffer.alloc(0));
    if (text.startsWith(':')) {
      const letter = text.split(' ')[4]?.[0] ?? 'M';
      const first = next();
      const change =
        letter === 'R' || letter === 'C'
          ? movedTo(letter, first, next())
          : { path: first, state: STATES[letter] ?? 'changed' };
      changes.set(change.path, change);
      continue;
    }
    // Lines added, lines deleted, and the path, which for a rename is two fields more.
    const [added = '', deleted = ''] = text.split('\t', 2);
    const named = field.subarray(added.length + deleted.length + 2);
    const path = named.length > 0 ? pathFromBytes(named) : ([next(), next()][1] as string);
    const change = changes.get(path);
    if (change !== undefined && added !== '-')
      changes.set(path, { ...change, added: Number(added), deleted: Number(deleted) });
  }
  return [...changes.values()];
}

const STATES: Readonly<Record<string, PathChange['state']>> = { A: 'added', D: 'removed' };

function movedTo(letter: 'R' | 'C', from: string, path: string): PathChange {
  return letter === 'R' ? { path, state: 'renamed', from } : { path, state: 'added' };
}
