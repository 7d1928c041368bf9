import { group } from '../command.ts';
import { log } from './log.ts';
import { show } from './show.ts';

/** `log` and `show` by the names that MLflow's users type. */
export const runs = group({
  name: 'runs',
  summary: 'List runs, and describe one: log and show, as MLflow calls them',
  commands: [
    { ...log, name: 'list' },
    { ...show, name: 'describe' },
  ],
});
