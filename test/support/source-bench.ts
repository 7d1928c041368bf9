/** Sources taken in real repositories. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type SourceRequest, takeSource } from '../../src/capture/source-tree.ts';
import type { Settings } from '../../src/config/settings.ts';
import { openRepository } from '../../src/git/open.ts';
import type { Repository } from '../../src/git/repository.ts';
import type { Source } from '../../src/run/source.ts';
import { SETTINGS } from './settings.ts';
import {
  type RepositoryOptions,
  type Teardown,
  type TemporaryRepository,
  temporaryRepository,
} from './temporary-repository.ts';

const AUTHOR = { name: 'Ada Author', email: 'ada@example.com' };

export interface SourceBench {
  readonly on: TemporaryRepository;
  readonly repository: Repository;
  take(changes?: Partial<SourceRequest>, settings?: Partial<Settings>): Promise<Source>;
  /** The content of a file of a source. */
  content(source: Source, path: string): string;
  paths(source: Source): string[];
}

/** Makes a repository to take sources of, open until the test's end. */
export async function sourceBench(t: Teardown, options: RepositoryOptions = {}): Promise<SourceBench> {
  const on = temporaryRepository(t, options);
  const repository = await openRepository(on.path, { ...on.env });
  t.teardown(() => repository.close());
  let count = 0;
  const cache = join(on.path, '.git/git-run');
  mkdirSync(cache, { recursive: true });
  return {
    on,
    repository,
    take: (changes = {}, settings = {}) =>
      takeSource({
        repository,
        settings: { ...SETTINGS, ...settings },
        ref: `refs/run-live/${count++}`,
        message: 'Source\n',
        author: AUTHOR,
        time: 1_800_000_000,
        cache,
        ...changes,
      }),
    content: (source, path) => on.git('show', `${source.commit}:${path}`),
    paths: source =>
      on.git('-c', 'core.quotePath=false', 'ls-tree', '-r', '--name-only', source.commit).split('\n'),
  };
}
