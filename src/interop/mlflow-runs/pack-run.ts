/** The files of a run that is imported: its series, and its artifacts as those of any other run. */
import type { Settings } from '../../config/settings.ts';
import type { Repository } from '../../git/repository.ts';
import { packFiles } from '../../record/pack.ts';
import type { Loss } from '../../run/import-report.ts';
import { ARTIFACTS } from '../../run/manifest.ts';
import { whyUnsafe } from '../../run/safe-path.ts';
import { encodeSeries } from '../../store/encode.ts';
import { MOST } from '../../store/limits.ts';
import { entryOf, type RunContents, type RunFile } from '../../store/save.ts';
import type { MlflowRun, StoredFile } from './mlflow-run.ts';
import type { PlannedRun } from './plan-run.ts';

export interface PackedRun {
  readonly contents: RunContents;
  readonly losses: readonly Loss[];
}

/** Packs it. An artifact that cannot be kept is a problem of the run, and the others are. */
export async function packRun(
  repository: Pick<Repository, 'objects' | 'contents'>,
  { run, environment, series }: PlannedRun,
  { path, artifacts }: MlflowRun,
  settings: Pick<Settings, 'largeSize'>,
): Promise<PackedRun> {
  const { kept, problems: unsafe } = sifted(artifacts);
  const packed = await packFiles(
    repository,
    kept.map(file => ({ path: ARTIFACTS + file.path, file: file.file, isArtifact: true })),
    settings,
  );
  const problems = [...unsafe, ...packed.problems];
  const content = Buffer.from(encodeSeries(series));
  const metrics: RunFile[] =
    content.length === 0 ? [] : [{ path: 'metrics/mlflow.ndjson', content, ...entryOf(content) }];
  const counted = {
    ...run,
    artifacts: { count: packed.files.length, bytes: packed.files.reduce((sum, { size }) => sum + size, 0) },
    problems: [...run.problems, ...problems],
  };
  return {
    contents: { run: counted, environment, inputs: [], files: [...metrics, ...packed.files] },
    losses: problems.map(({ message }) => ({ path, why: `has an artifact that is left out: ${message}` })),
  };
}

/** Of the files and directories that a run may have, with room for the rest. */
const MOST_ARTIFACTS = MOST.entries / 2;

function sifted(artifacts: readonly StoredFile[]) {
  const paths = new Set<string>();
  const kept: StoredFile[] = [];
  const problems: { code: string; message: string }[] = [];
  for (const file of artifacts) {
    const why = whyNot(file.path);
    paths.add(file.path);
    if (why === undefined) kept.push(file);
    else problems.push({ code: 'not-kept', message: `${ARTIFACTS}${file.path} could not be kept: ${why}` });
  }
  return { kept, problems };

  function whyNot(path: string): string | undefined {
    if (paths.has(path)) return 'there are two of that path';
    if (kept.length >= MOST_ARTIFACTS) return `there are more than ${MOST_ARTIFACTS} of them`;
    return whyUnsafe(path, { windows: false });
  }
}
