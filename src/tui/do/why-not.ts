/** What keeps an action from being done. */
import type { Action } from '../keys/bindings.ts';
import type { Keymap } from '../keys/keymap.ts';
import type { AppState } from '../state/app.ts';

/** Why an action cannot be done now; undefined where it can. */
export function whyNot({ readOnly }: AppState, { bindings }: Keymap, action: Action): string | undefined {
  const changes = bindings.some(binding => binding.action === action && binding.changes);
  return changes && readOnly !== undefined ? `nothing is changed here: ${readOnly}` : undefined;
}
