/** A job for capture sources to look at: a work tree, a home and a cache of its own. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { CaptureContext } from '../../src/capture/capture.ts';
import type { Settings } from '../../src/config/settings.ts';
import type { Repository } from '../../src/git/repository.ts';
import { SETTINGS } from './settings.ts';
import { hermeticEnvironment, type Teardown, temporaryDirectory } from './temporary-repository.ts';

export interface JobOptions {
  readonly argv?: readonly string[];
  /** Added to an environment with PATH, HOME and little else. */
  readonly env?: Readonly<Record<string, string>>;
  readonly settings?: Partial<Settings>;
}

/** Sources that ask for the repository need one of their own: here is none. */
export function captureContext(t: Teardown, options: JobOptions = {}): CaptureContext {
  const root = temporaryDirectory(t);
  const [workTree, home, live] = [join(root, 'project'), join(root, 'home'), join(root, 'live')];
  for (const folder of [workTree, home, live]) mkdirSync(folder);
  return {
    repository: {} as Repository,
    settings: { ...SETTINGS, ...options.settings },
    workTree,
    directory: workTree,
    argv: options.argv ?? ['true'],
    env: { ...hermeticEnvironment(home), ...options.env },
    live,
    cache: join(root, 'cache'),
  };
}
