/** All checks, a line each, in the order in which they are told. */
import type { Check, OpenSetup } from './check.ts';
import { ci } from './checks/ci.ts';
import { disk } from './checks/disk.ts';
import { git } from './checks/git.ts';
import { hooks } from './checks/hooks.ts';
import { identity } from './checks/identity.ts';
import { journals } from './checks/journals.ts';
import { locks } from './checks/locks.ts';
import { maintenance } from './checks/maintenance.ts';
import { programs } from './checks/programs.ts';
import { refs } from './checks/refs.ts';
import { remotes } from './checks/remotes.ts';
import { runs } from './checks/runs.ts';
import { settings } from './checks/settings.ts';
import { sharing } from './checks/sharing.ts';
import { signing } from './checks/signing.ts';
import { storage } from './checks/storage.ts';
import { terminal } from './checks/terminal.ts';

/** Those that look at the machine. */
export const machineChecks: readonly Check[] = [git, terminal, programs];

/** Those that look at a repository. */
export const repositoryChecks: readonly Check<OpenSetup>[] = [
  storage,
  identity,
  signing,
  settings,
  remotes,
  sharing,
  ci,
  runs,
  refs,
  maintenance,
  hooks,
  journals,
  locks,
  disk,
];
