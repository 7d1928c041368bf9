/** A repository as the checks of the set-up see it. */
import type { OpenSetup } from '../../src/doctor/check.ts';
import { openRepository } from '../../src/git/open.ts';
import {
  type RepositoryOptions,
  type Teardown,
  type TemporaryRepository,
  temporaryRepository,
} from './temporary-repository.ts';

export interface SetUp {
  readonly on: TemporaryRepository;
  /** The set-up as it is now: the repository is opened anew. */
  look(env?: Readonly<Record<string, string>>): Promise<OpenSetup>;
}

export function setUp(t: Teardown, options: RepositoryOptions = {}): SetUp {
  const on = temporaryRepository(t, options);
  return {
    on,
    async look(env = {}) {
      const repository = await openRepository(on.path, { ...on.env, ...env });
      t.teardown(() => repository.close());
      return { cwd: on.path, env: { ...on.env, ...env }, now: Date.now(), repository };
    },
  };
}
