/** Settings of a project that sets nothing, and reads no file by itself. */
import type { Settings } from '../../src/config/settings.ts';

export const SETTINGS: Settings = {
  experiment: 'default',
  paramFiles: [],
  metricFiles: [],
  outputs: [],
  inputs: [],
  worktreeLink: [],
  environmentKeep: [],
  sizeLimit: 10 * 2 ** 20,
  inputLimit: 2 ** 30,
  logLimit: 2 ** 30,
  largeSize: 10 * 2 ** 20,
  trashAge: 90 * 86_400_000,
  maintain: false,
  foldAfter: 0,
};
