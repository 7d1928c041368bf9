/** Going through what is shown, in every pane. */
import type { Binding } from './binding.ts';

export const moveKeys = [
  { action: 'down', scope: 'everywhere', keys: ['j', 'down'], does: 'one line down' },
  { action: 'up', scope: 'everywhere', keys: ['k', 'up'], does: 'one line up' },
  { action: 'half-down', scope: 'everywhere', keys: ['ctrl+d'], does: 'half a screen down' },
  { action: 'half-up', scope: 'everywhere', keys: ['ctrl+u'], does: 'half a screen up' },
  { action: 'page-down', scope: 'everywhere', keys: ['pagedown', 'ctrl+f'], does: 'a screen down' },
  { action: 'page-up', scope: 'everywhere', keys: ['pageup', 'ctrl+b'], does: 'a screen up' },
  { action: 'first', scope: 'everywhere', keys: ['g', 'home'], does: 'to the first line' },
  { action: 'last', scope: 'everywhere', keys: ['G', 'end'], does: 'to the last line' },
  { action: 'left', scope: 'everywhere', keys: ['h', 'left'], does: 'to the left: a column, a step' },
  { action: 'right', scope: 'everywhere', keys: ['l', 'right'], does: 'to the right' },
  { action: 'search', scope: 'everywhere', keys: ['/'], does: 'search', hint: 'search' },
  { action: 'next-match', scope: 'everywhere', keys: ['n'], does: 'to the next match' },
  { action: 'previous-match', scope: 'everywhere', keys: ['N'], does: 'to the match before' },
] as const satisfies readonly Binding[];
