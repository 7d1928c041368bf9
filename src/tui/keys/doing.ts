/** What is done to runs, from every pane. */
import type { Binding } from './binding.ts';

export const doingKeys = [
  {
    action: 'filter',
    scope: 'everywhere',
    keys: ['f'],
    does: 'only runs that a filter is true of',
    hint: 'filter',
  },
  {
    action: 'diff',
    scope: 'everywhere',
    keys: ['d'],
    does: 'what differs: two marked runs, or this one and the marked one, or the work tree',
    hint: 'diff',
  },
  {
    action: 'compare',
    scope: 'everywhere',
    keys: ['='],
    does: 'the marked runs side by side',
    hint: 'compare',
  },
  {
    action: 'checkout',
    scope: 'everywhere',
    keys: ['c'],
    does: 'check the run out in a worktree of its own',
    hint: 'checkout',
    changes: true,
  },
  {
    action: 'rerun',
    scope: 'everywhere',
    keys: ['r'],
    does: 'execute the run again',
    hint: 'rerun',
    changes: true,
  },
  { action: 'star', scope: 'everywhere', keys: ['*'], does: 'the tag star, on or off', changes: true },
  { action: 'tag', scope: 'everywhere', keys: ['t'], does: 'tag the runs', hint: 'tag', changes: true },
  { action: 'note', scope: 'everywhere', keys: ['#'], does: 'write a note on the run', changes: true },
  {
    action: 'trash',
    scope: 'everywhere',
    keys: ['D'],
    does: 'move the runs to the trash, or out of it',
    changes: true,
  },
  { action: 'undo', scope: 'everywhere', keys: ['u'], does: 'undo the last edit', changes: true },
  { action: 'copy', scope: 'everywhere', keys: ['y'], does: 'copy the id of the run', hint: 'copy id' },
  { action: 'push', scope: 'everywhere', keys: ['P'], does: 'push the runs to the remote', changes: true },
  { action: 'fetch', scope: 'everywhere', keys: ['F'], does: 'fetch the runs of the remote', changes: true },
] as const satisfies readonly Binding[];
