/** What is done with the screen. */
import type { Binding } from './binding.ts';

export const screenKeys = [
  { action: 'next-pane', scope: 'everywhere', keys: ['tab'], does: 'to the next pane' },
  { action: 'previous-pane', scope: 'everywhere', keys: ['shift+tab'], does: 'to the pane before' },
  { action: 'zoom', scope: 'everywhere', keys: ['z'], does: 'this pane alone; again: with the others' },
  {
    action: 'command',
    scope: 'everywhere',
    keys: [':', 'ctrl+p'],
    does: 'any command of git run, by name; % is the run under the cursor',
  },
  { action: 'help', scope: 'everywhere', keys: ['?', 'f1'], does: 'every key of this pane', hint: 'keys' },
  { action: 'history', scope: 'everywhere', keys: ['@'], does: 'the commands that were done' },
  { action: 'refresh', scope: 'everywhere', keys: ['R'], does: 'read everything anew' },
  { action: 'redraw', scope: 'everywhere', keys: ['ctrl+l'], does: 'paint the screen anew' },
  { action: 'mouse', scope: 'everywhere', keys: ['ctrl+s'], does: 'let the mouse go, or take it' },
  { action: 'suspend', scope: 'everywhere', keys: ['ctrl+z'], does: 'back to the shell, until fg' },
  { action: 'back', scope: 'everywhere', keys: ['q', 'esc'], does: 'back; from the runs: quit' },
  { action: 'quit', scope: 'everywhere', keys: ['Q', 'ctrl+c'], does: 'quit', hint: 'quit' },
] as const satisfies readonly Binding[];
