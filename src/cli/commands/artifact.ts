import { group } from '../command.ts';
import { add } from './artifact-add.ts';
import { cat } from './artifact-cat.ts';
import { get } from './artifact-get.ts';
import { list } from './artifact-list.ts';

/** Files of runs. */
export const artifact = group({
  name: 'artifact',
  summary: 'List, get, print and add the files of a run',
  commands: [list, get, cat, add],
});
