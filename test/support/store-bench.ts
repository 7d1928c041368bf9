/** A repository with runs in its store. */
import { openRepository } from '../../src/git/open.ts';
import type { Repository } from '../../src/git/repository.ts';
import { canonical } from '../../src/run/json.ts';
import type { Run } from '../../src/run/run.ts';
import { type RunContents, saveRun } from '../../src/store/save.ts';
import { NOW, sampleId, sampleRun } from './run-rows.ts';
import {
  type RepositoryOptions,
  type Teardown,
  type TemporaryRepository,
  temporaryRepository,
} from './temporary-repository.ts';

export const AUTHOR = { name: 'Ada Author', email: 'ada@example.com' };

export interface StoreBench {
  readonly repository: Repository;
  readonly on: TemporaryRepository;
  /** A run on HEAD that could be saved, with an id of its own; nothing is stored. */
  run(changes?: Partial<Run>): Run;
  /** Stores a run and returns its commit. */
  save(run: Run, contents?: Partial<RunContents>): Promise<string>;
}

export interface BenchOptions extends RepositoryOptions {
  /** Where there is one already. */
  readonly opened?: Pick<StoreBench, 'repository' | 'on'>;
  /** Has it as Git's configuration is not read yet. */
  prepare?(on: TemporaryRepository): void;
}

/** Makes a repository, open until the test's end. */
export async function storeBench(
  t: Teardown,
  { prepare, opened, ...options }: BenchOptions = {},
): Promise<StoreBench> {
  const on = opened?.on ?? temporaryRepository(t, { files: { 'train.py': 'print(1)\n' }, ...options });
  prepare?.(on);
  const repository = opened?.repository ?? (await openRepository(on.path, { ...on.env }));
  t.teardown(() => repository.close());
  const [commit = '', tree = ''] = on.git('rev-parse', 'HEAD', 'HEAD^{tree}').split('\n');
  return {
    repository,
    on,
    run: changes => {
      const sample = sampleRun({ id: sampleId(NOW), ...changes });
      return { ...sample, source: { ...sample.source, commit, tree, head: commit } };
    },
    save: async (run, contents) => {
      const all = { run, environment: {}, inputs: [], files: [], ...contents };
      return (await saveRun(repository, all, AUTHOR)).commit;
    },
  };
}

/** Whether two values are the same to their last bit, NaN and bigints too, whatever their prototypes. */
export function equal(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}
