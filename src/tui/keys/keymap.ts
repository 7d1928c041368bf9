/** Which key does what: the bindings, as the user has changed them. */
import type { PaneName } from '../pane-names.ts';
import type { Binding } from './binding.ts';
import { type Action, BINDINGS } from './bindings.ts';

export interface Keymap {
  readonly bindings: readonly Binding<Action>[];
  /** What a key does in a pane: what is bound there goes before what is bound everywhere. */
  actionOf(key: string, pane: PaneName): Action | undefined;
  /** The key that is shown for an action; undefined where it has none. */
  keyOf(action: Action): string | undefined;
  /** What is wrong with the user's own. */
  readonly problems: readonly string[];
}

/** Makes the keymap; `own` are the keys that git config has for an action, `none` taking them away. */
export function keymapOf(own: (action: Action) => string | undefined): Keymap {
  const problems: string[] = [];
  const bindings = BINDINGS.map(binding => {
    const keys = own(binding.action)
      ?.split(/[\s,]+/)
      .filter(key => key !== '');
    if (keys === undefined) return binding;
    return { ...binding, keys: keys.filter(key => key !== 'none') };
  });
  const byScope = new Map<string, Action>();
  for (const { action, scope, keys } of bindings) {
    for (const key of keys) {
      const name = `${scope} ${key}`;
      const before = byScope.get(name);
      if (before === undefined) byScope.set(name, action);
      else if (before !== action) problems.push(`run.key.${action}: '${key}' is the key of ${before}`);
    }
  }
  return {
    bindings,
    problems,
    actionOf: (key, pane) => byScope.get(`${pane} ${key}`) ?? byScope.get(`everywhere ${key}`),
    keyOf: action => bindings.find(binding => binding.action === action)?.keys[0],
  };
}

/** Those that hold in a pane, its own first. */
export function bindingsIn({ bindings }: Keymap, pane: PaneName): readonly Binding<Action>[] {
  const own = bindings.filter(({ scope }) => scope === pane);
  const taken = new Set(own.flatMap(({ keys }) => keys));
  const everywhere = bindings.filter(
    ({ scope, keys }) => scope === 'everywhere' && keys.some(key => !taken.has(key)),
  );
  return [...own, ...everywhere];
}

/** A key as people are shown it: `^d`, `⇧Tab`, `Space`. */
export function printKeyName(key: string): string {
  const control = /^ctrl\+(.)$/.exec(key)?.[1];
  if (control !== undefined) return `^${control}`;
  return KEY_NAMES[key] ?? key;
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  space: 'Space',
  enter: 'Enter',
  esc: 'Esc',
  tab: 'Tab',
  'shift+tab': 'Shift-Tab',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  home: 'Home',
  end: 'End',
  pageup: 'PgUp',
  pagedown: 'PgDn',
  f1: 'F1',
};
