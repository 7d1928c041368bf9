/** What completion knows, as a test tells it. */
import type { Known } from '../../src/cli/completion/known.ts';
import { createContext } from '../../src/cli/context.ts';
import type { Experiment } from '../../src/run/experiment.ts';
import type { RunRow } from '../../src/run/run-row.ts';
import { worldOf } from './cli.ts';

/** Runs, newest first, and the artifacts that each of them has. */
export function knowing(rows: readonly RunRow[], artifacts: readonly string[] = []): Known {
  const names = [...new Set(rows.map(({ experiment }) => experiment))];
  return {
    context: createContext(worldOf({ path: '/', env: {} }).world),
    rows: async () => rows,
    experiments: async () =>
      names.map(
        (name): Experiment => ({
          id: name as Experiment['id'],
          name,
          description: `about ${name}`,
          tags: {},
          removed: name.startsWith('removed'),
          created: '2026-11-02T13:00:00.000Z',
        }),
      ),
    artifacts: async () => artifacts,
    remotes: async () => ['origin'],
  };
}
