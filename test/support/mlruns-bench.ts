/** A repository, and stores of MLflow to be brought into it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { importStore, type StoreImport } from '../../src/interop/mlruns/import-store.ts';
import { loadTips } from '../../src/store/list.ts';
import type { LoadedRun } from '../../src/store/load.ts';
import { listTips } from '../../src/store/tips.ts';
import { writeFiles } from './mlruns-store.ts';
import { AUTHOR, type StoreBench, storeBench } from './store-bench.ts';
import type { Teardown } from './temporary-repository.ts';

/** The store that fixtures/foreign/mlruns.py has written with MLflow itself. */
export const FOREIGN = join(import.meta.dirname, '../../fixtures/foreign/mlruns');

/** The time of imports: after all runs of stores. */
const NOW = Date.UTC(2026, 11, 1);

export interface MlrunsBench extends StoreBench {
  /** Writes a store of some files beside the work tree; returns its directory. */
  store(files: Readonly<Record<string, string | Uint8Array>>): string;
  bring(directory: string, how?: Partial<StoreImport>): ReturnType<typeof importStore>;
  /** All runs, by their names. */
  runs(): Promise<Map<string, LoadedRun>>;
}

/** Makes it, open until the test's end. */
export async function mlrunsBench(t: Teardown): Promise<MlrunsBench> {
  const bench = await storeBench(t);
  const { repository, on } = bench;
  let stores = 0;
  return {
    ...bench,
    store(files) {
      const directory = join(on.home, `store${stores++}`);
      mkdirSync(directory);
      writeFiles(directory, files);
      return directory;
    },
    bring: (directory, how = {}) =>
      importStore({
        ...{ repository, author: AUTHOR, directory, shown: 'mlruns', now: NOW },
        ...{ settings: { largeSize: 1 << 20 }, only: [], dryRun: false, progress() {} },
        ...how,
      }),
    async runs() {
      const loaded = await loadTips(repository, await listTips(repository));
      return new Map(
        loaded.map(run => {
          if ('error' in run) throw run.error;
          return [run.run.name, run];
        }),
      );
    },
  };
}
