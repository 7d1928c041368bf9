/** The keys in groups, as the help, the manual and the README print them. */
import { PANE_NAMES, titleOf } from '../pane-names.ts';
import type { Binding, Scope } from './binding.ts';
import { type Action, BINDINGS } from './bindings.ts';
import { printKeyName } from './keymap.ts';

export interface KeyGroup {
  /** `In Runs`, `Everywhere`. */
  readonly title: string;
  readonly keys: readonly KeyLine[];
}

export interface KeyLine {
  readonly action: Action;
  /** All of them, as people know them: `j ↓`. */
  readonly keys: readonly string[];
  readonly does: string;
}

/** All keys: those of everywhere, then those of each pane that has some of its own. */
export function keyGroups(bindings: readonly Binding<Action>[] = BINDINGS): readonly KeyGroup[] {
  const scopes: readonly Scope[] = ['everywhere', ...PANE_NAMES];
  return scopes.flatMap((scope): KeyGroup[] => {
    const own = bindings.filter(one => one.scope === scope && one.keys.length > 0);
    const keys = scope === 'everywhere' ? withoutPanes(own) : own;
    const title = scope === 'everywhere' ? 'Everywhere' : `In ${titleOf(scope)}`;
    return keys.length === 0 ? [] : [{ title, keys: keys.map(lineOf) }];
  });
}

/** Nine panes are one line. */
function withoutPanes(bindings: readonly Binding<Action>[]): readonly Binding<Action>[] {
  const isPane = ({ action }: Binding<Action>) => action.startsWith('pane-');
  const panes = bindings.filter(isPane);
  const [first, last] = [panes[0], panes.at(-1)];
  if (first === undefined || last === undefined) return bindings;
  const names = PANE_NAMES.map(titleOf).join(', ');
  const all = { ...first, keys: [`${first.keys[0]} … ${last.keys[0]}`], does: `the panes: ${names}` };
  return [all, ...bindings.filter(one => !isPane(one))];
}

function lineOf({ action, keys, does }: Binding<Action>): KeyLine {
  return { action, keys: keys.map(printKeyName), does };
}

/** The keys as a table of Markdown, for the README. */
export function keyTable(): string {
  const lines = keyGroups().flatMap(({ title, keys }) => [
    `| **${title}** | |`,
    ...keys.map(line => `| ${line.keys.map(key => `<kbd>${escaped(key)}</kbd>`).join(' ')} | ${line.does} |`),
  ]);
  return ['| key | does |', '| --- | --- |', ...lines, ''].join('\n');
}

function escaped(key: string): string {
  return key
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('|', '&#124;')
    .replaceAll('*', '&#42;');
}
