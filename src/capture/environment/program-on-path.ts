import { resolve } from 'node:path';
import { findProgram } from '../../process/find-program.ts';

/** Where a program's name leads a job to, absolute; undefined where it leads to none that can be executed. */
export function programOnPath(
  name: string,
  job: { readonly env: Readonly<Record<string, string | undefined>>; readonly directory: string },
): string | undefined {
  try {
    return resolve(job.directory, findProgram(name, job.directory, job.env));
  } catch {
    return undefined;
  }
}
