/** What a rerun would lack, named before anything is started. */
import { stat } from 'node:fs/promises';
import { digest } from '../capture/file-digest.ts';
import { findProgram } from '../process/find-program.ts';
import { pathToBytes } from '../run/path.ts';
import type { Input } from '../run/run.ts';
import { describePlace, type RerunPlan } from './plan-rerun.ts';

export interface Ground {
  /** The top of the worktree the run is to be repeated in, absolute. */
  readonly top: string;
  /** The job's directory in it, absolute. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Names everything that is missing: the program, inputs that are not there or have other bytes, secrets. */
export async function missingFor(plan: RerunPlan, ground: Ground): Promise<string[]> {
  const missing = plan.redacted.map(place => `the secret in ${describePlace(place)}`);
  if (!hasProgram(plan, ground)) missing.unshift(`the program ${plan.argv[0] ?? ''}`);
  for (const input of plan.inputs) {
    const why = await whyOther(input, ground.top);
    if (why !== undefined) missing.push(`the input ${input.path} (${why})`);
  }
  return missing;
}

function hasProgram({ argv }: RerunPlan, { directory, env }: Ground): boolean {
  try {
    findProgram(argv[0] ?? '', directory, env);
    return true;
  } catch {
    return false;
  }
}

/** Why a file is not the input of then; undefined where it is, as far as was recorded. */
async function whyOther({ path, size, sha256 }: Input, top: string): Promise<string | undefined> {
  const file = pathToBytes(path.startsWith('/') ? path : `${top}/${path}`);
  try {
    const found = await stat(file);
    if (!found.isFile()) return 'it is no file';
    if (found.size !== size) return `it has ${found.size} bytes, the run read ${size}`;
    if (sha256 !== undefined && (await digest(file)).sha256 !== sha256)
      return 'it has other bytes than the run read';
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'it is not there' : 'it cannot be read';
  }
}
