import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, resolve } from 'node:path';

/** Where a program's name leads a job to: the name itself where it has a slash, else its first place on the job's PATH. */
export function programOnPath(
  name: string,
  job: { readonly env: Readonly<Record<string, string | undefined>>; readonly directory: string },
): string | undefined {
  if (name === '') return undefined;
  const folders = name.includes('/') ? [''] : (job.env.PATH ?? '').split(delimiter);
  const places = folders.map(folder => resolve(job.directory, folder, name));
  return places.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
