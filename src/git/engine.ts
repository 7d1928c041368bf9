import { resolve } from 'node:path';
import { collect } from '../process/collect.ts';
import { findProgram } from '../process/find-program.ts';

/** Which engine works, and, of the git program, where and which it is. */
export interface Engine {
  readonly kind: 'native' | 'embedded';
  /** Absent where there is no git program. */
  readonly program?: string;
  /** As it tells it: `2.39.5`. */
  readonly version?: string;
}

/** Finds the engine that `openRepository` takes. */
export async function findEngine(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Engine> {
  const program = programOf(cwd, env);
  const kind = env.GIT_RUN_ENGINE || (program === undefined ? 'embedded' : 'native');
  const engine = { kind: kind === 'embedded' ? 'embedded' : 'native' } as const;
  if (program === undefined) return engine;
  const answer = await collect(program, ['version'], { cwd, env: { ...env }, timeout: 5000 });
  const [version] = /\d+(?:\.\d+)+/.exec(answer.stdout.toString()) ?? [];
  return { ...engine, program, ...(version === undefined ? {} : { version }) };
}

function programOf(cwd: string, env: Readonly<Record<string, string | undefined>>): string | undefined {
  try {
    return resolve(cwd, findProgram('git', cwd, env));
  } catch {
    return undefined;
  }
}
