/** Runs to be removed, and what there is of a repository to compare. */
import type { Edit } from '../../src/run/annotation.ts';
import type { Run } from '../../src/run/run.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { editRun } from '../../src/store/edit.ts';
import { NOW } from './run-rows.ts';
import { AUTHOR, type BenchOptions, type StoreBench, storeBench } from './store-bench.ts';
import { largeFiles, storedFiles } from './stored-files.ts';
import type { Teardown } from './temporary-repository.ts';

export const DAY = 86_400_000;

export interface RemovalBench extends StoreBench {
  /** Stores a run with files of its own, on a source of its own that adds `sources` to HEAD. */
  stored(
    files: Readonly<Record<string, string | Buffer>>,
    more?: {
      readonly sources?: Readonly<Record<string, string>>;
      /** Files that are pointers in the run. */
      readonly large?: Readonly<Record<string, string>>;
      readonly run?: Partial<Run>;
    },
  ): Promise<Run>;
  edit(id: RunId, edits: readonly Edit[], now?: number): Promise<string>;
  /** Puts a run into the trash at a time. */
  trash(id: RunId, at?: number): Promise<string>;
  /** Ids of all objects. */
  all(): string[];
  /** The bytes of all objects, whether anything refers to them or not. */
  allContent(): Buffer;
  refs(pattern?: string): string[];
}

/** Makes a repository, open until the test's end. */
export async function removalBench(t: Teardown, options: BenchOptions = {}): Promise<RemovalBench> {
  const bench = await storeBench(t, options);
  const { repository, on } = bench;
  const edit = (id: RunId, edits: readonly Edit[], now = NOW) =>
    editRun({ repository, id, edits, author: AUTHOR, now });
  return {
    ...bench,
    edit,
    trash: (id, at = NOW) => edit(id, [{ kind: 'trash' }], at),
    async stored(files, { sources = {}, large = {}, run: changes = {} } = {}) {
      const run = bench.run(changes);
      const anchor = `refs/run-live/${run.id}`;
      const [made] = await repository.objects.commit([
        {
          ref: anchor,
          parent: on.git('rev-parse', 'HEAD'),
          changes: Object.entries(sources).map(([path, content]) => ({ path, mode: '100644', content })),
          author: AUTHOR,
          time: NOW / 1000,
          message: `Source of run ${run.id}\n`,
        },
      ]);
      const count = Object.keys({ ...files, ...large }).filter(path => path.startsWith('artifacts/')).length;
      const whole: Run = {
        ...run,
        artifacts: { count, bytes: 0 },
        ...changes,
        source: { ...run.source, commit: made?.commit ?? '', tree: made?.tree ?? '', ...changes.source },
      };
      await bench.save(whole, { files: [...storedFiles(files), ...(await largeFiles(bench, large))] });
      return whole;
    },
    all: () => on.git('cat-file', '--batch-all-objects', '--batch-check=%(objectname)').split('\n'),
    allContent: () => Buffer.from(on.git('cat-file', '--batch-all-objects', '--batch')),
    refs: (pattern = 'refs') =>
      on
        .git('for-each-ref', '--format=%(objectname) %(refname)', pattern)
        .split('\n')
        .filter(line => line !== ''),
  };
}
