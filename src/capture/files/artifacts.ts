/** Files the job left to be kept: below `$GIT_RUN_ARTIFACTS`, and what the settings name as outputs. */
import { lstat } from 'node:fs/promises';
import type { Problem } from '../../run/run.ts';
import type { CaptureSource, EndedContext, Findings, FoundFile } from '../capture.ts';
import { fewProblems } from '../problems.ts';
import { artifactsDirectory, changedSince, foundFile } from './found-file.ts';
import { findFiles, onDisk, type Walk } from './glob.ts';

/** Directory entries that are looked at, at most. */
const MOST = 200_000;

export const artifacts: CaptureSource = {
  name: 'artifacts',
  async after(context): Promise<Findings> {
    const found = new Map<string, FoundFile>();
    const problems: Problem[] = [];
    for await (const file of candidates(context, problems)) {
      if (found.has(file.path)) continue;
      const kept = await foundFile(file.path, file.file, context);
      if ('code' in kept) problems.push(kept);
      else found.set(kept.path, kept);
    }
    return { artifacts: [...found.values()], problems: fewProblems(problems) };
  },
};

async function* candidates(
  { live, workTree, settings, started }: EndedContext,
  problems: Problem[],
): AsyncGenerator<FoundFile> {
  const walk = (where: string): Walk => ({
    most: MOST,
    exceeded: () =>
      problems.push({ code: 'too-many-files', message: `${where}: only ${MOST} entries were looked at` }),
  });
  const directory = artifactsDirectory(live);
  yield* findFiles(directory, [directory], walk('GIT_RUN_ARTIFACTS'));
  for await (const file of findFiles(workTree, settings.outputs, walk('outputs'))) {
    const stat = await lstat(onDisk(file.file)).catch(() => undefined);
    if (stat !== undefined && changedSince(stat, started)) yield file;
  }
}
