import { group } from '../command.ts';
import { create } from './bundle-create.ts';
import { open } from './bundle-open.ts';

/** Runs in a file. */
export const bundle = group({
  name: 'bundle',
  summary: 'Share runs in a file, with no network',
  commands: [create, open],
});
