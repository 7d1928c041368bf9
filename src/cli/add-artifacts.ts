/** Files on disk → artifacts of a run that has ended. */
import { authorOf } from '../record/identity.ts';
import { packFiles } from '../record/pack.ts';
import type { Edit } from '../run/annotation.ts';
import { UsageError } from '../run/errors.ts';
import type { RunId } from '../run/run-id.ts';
import { editRun } from '../store/edit.ts';
import { entryOfFile } from '../store/save.ts';
import type { Context } from './context.ts';
import { settingsHere } from './settings-here.ts';

export interface FileToAdd {
  /** Among the artifacts of the run. */
  readonly path: string;
  /** On disk. */
  readonly file: string;
}

/** Adds them, all or none; one that is there already is replaced. Throws UsageError where one cannot be read. */
export async function addArtifacts(context: Context, id: RunId, files: readonly FileToAdd[]): Promise<void> {
  const repository = await context.repository();
  const { files: packed, problems } = await packFiles(
    repository,
    files.map(file => ({ ...file, isArtifact: true })),
    await settingsHere(context, repository),
  );
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(problem.message);
  const edits = packed.map((file): Edit => ({ kind: 'artifact', path: file.path, entry: entryOfFile(file) }));
  const author = authorOf(repository.config, context.env);
  await editRun({ repository, id, edits, files: packed, author, now: context.now() });
}
