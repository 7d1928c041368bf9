/** A repository, and what the guard of a server would say of a push to it: objects are there as in Git's quarantine. */
import type { Judgement } from '../../src/guard/judge-push.ts';
import { judgePush } from '../../src/guard/judge-push.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { runRef } from '../../src/run/run-ref.ts';
import { type StoreBench, storeBench } from './store-bench.ts';
import { storedFiles } from './stored-files.ts';
import { gitIn, type Teardown } from './temporary-repository.ts';

/** A name for a writer of ledgers. */
export const WRITER = '01k8z6x9qvj3n5m7p9r1s3t5w7';

export interface GuardBench extends StoreBench {
  /** Stores a run without its ref, as it comes with a push. */
  pushed(name?: string): Promise<{ readonly id: RunId; readonly ref: string; readonly commit: string }>;
  /** Makes a commit of files by their paths. */
  commit(files: Readonly<Record<string, string>>, parents?: readonly string[]): string;
  /** Makes what a keep ref of runs is at. */
  keeping(...runs: readonly string[]): string;
  judge(changes: Parameters<typeof judgePush>[1], mayDelete?: boolean): Promise<Judgement>;
  /** The same in short: `deletion`, or what is wrong; undefined where it passes. */
  why(change: Parameters<typeof judgePush>[1][number], mayDelete?: boolean): Promise<string | undefined>;
}

export async function guardBench(t: Teardown): Promise<GuardBench> {
  const bench = await storeBench(t);
  const { on, repository } = bench;
  const judge: GuardBench['judge'] = (changes, mayDelete = false) =>
    judgePush(repository, changes, { mayDelete });
  const commit: GuardBench['commit'] = (files, parents = []) => {
    const entries = Object.entries(files).map(([path, content]) => {
      const oid = gitIn(on.path, on.env, ['hash-object', '-w', '--stdin'], content);
      return `100644 blob ${oid}\t${path}\n`;
    });
    const tree = gitIn(on.path, on.env, ['mktree'], entries.join(''));
    return on.git('commit-tree', tree, '-m', 'x', ...parents.flatMap(parent => ['-p', parent]));
  };
  return {
    ...bench,
    commit,
    keeping: (...runs) => commit({}, [commit({}, runs)]),
    judge,
    async why(change, mayDelete) {
      const [refusal] = (await judge([change], mayDelete)).refused;
      return refusal && (refusal.code === 'unsound' ? refusal.why : refusal.code);
    },
    async pushed(name = 'heron') {
      const run = bench.run({ name });
      const commit = await bench.save(run, { files: storedFiles({ 'artifacts/model': name }) });
      const ref = runRef(run.id);
      on.git('update-ref', '-d', ref);
      return { id: run.id, ref, commit };
    },
  };
}
