/** A repository with a run for each name, a minute apart, and a context to ask for them. */
import { createContext } from '../../src/cli/context.ts';
import { worldOf } from './cli.ts';
import { idAt, NOW } from './run-rows.ts';
import { type StoreBench, storeBench } from './store-bench.ts';
import type { Teardown } from './temporary-repository.ts';

/** The id of the n-th run, a minute after the one before it. */
export const nth = (n: number) => idAt(NOW - 3_600_000 + n * 60_000, `n${n}`);

export interface NamedRuns extends StoreBench {
  readonly context: ReturnType<typeof createContext>;
  /** What was said so far. */
  said(): string;
}

/** Makes it. */
export async function namedRuns(t: Teardown, names: readonly string[] = []): Promise<NamedRuns> {
  const made = await storeBench(t);
  const { world, err } = worldOf(made.on);
  const context = createContext(world);
  t.teardown(() => context.close());
  for (const [n, name] of names.entries()) await made.save(made.run({ id: nth(n), name }));
  return { ...made, context, said: () => Buffer.concat(err).toString() };
}
