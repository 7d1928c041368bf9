/** In the list of runs. */
import type { Binding } from './binding.ts';

export const runsKeys = [
  { action: 'open', scope: 'runs', keys: ['enter'], does: 'open the run, or fold its group', hint: 'open' },
  {
    action: 'mark',
    scope: 'runs',
    keys: ['space'],
    does: 'mark the run, for what is done with several',
    hint: 'mark',
  },
  { action: 'range', scope: 'runs', keys: ['v'], does: 'mark from here on, to where the cursor goes' },
  { action: 'mark-all', scope: 'runs', keys: ['a'], does: 'mark all that are listed' },
  { action: 'mark-none', scope: 'runs', keys: ['A'], does: 'mark none' },
  {
    action: 'sort',
    scope: 'runs',
    keys: ['s'],
    does: 'sort by the column under the cursor; again: the other way round',
    hint: 'sort',
  },
  { action: 'sort-also', scope: 'runs', keys: ['S'], does: 'sort also by the column under the cursor' },
  {
    action: 'columns',
    scope: 'runs',
    keys: ['o'],
    does: 'choose the columns and their order',
    hint: 'columns',
  },
  {
    action: 'group',
    scope: 'runs',
    keys: ['b'],
    does: 'group by the column under the cursor; again: no groups',
  },
  { action: 'pin', scope: 'runs', keys: ['p'], does: 'pin the run to the top, and into the curves' },
  { action: 'views', scope: 'runs', keys: ['w'], does: 'saved views: filter, order and columns by name' },
  { action: 'show-trash', scope: 'runs', keys: ['X'], does: 'show what is in the trash; again: what is not' },
] as const satisfies readonly Binding[];
