/** The artifacts that words of a command line name, with the blobs that hold them. */
import type { TreeFile } from '../git/readable.ts';
import { nearest } from '../query/nearest.ts';
import { parseRunPath } from '../query/selector.ts';
import { ArtifactNotFoundError, UsageError } from '../run/errors.ts';
import type { Artifact } from '../run/manifest.ts';
import { refuseOtherBlob } from '../store/artifact-content.ts';
import { type LoadedRun, loadDetail, runFiles } from '../store/load.ts';
import { completing, text } from './command.ts';
import type { Context } from './context.ts';
import { findEnded } from './find-run.ts';

/** MLflow's spelling of `RUN:PATH`: `mlflow artifacts list -r RUN -a PATH`. */
export const runAndPath = {
  run: completing('run', text('-r, --run-id <run>', 'the run, if not given as a word')),
  path: text('-a, --artifact-path <path>', 'with -r: a file or a directory of it'),
};

/** The word that says which artifacts, however it was spelt; undefined where none did. Throws UsageError. */
export function artifactWord(
  word: string | undefined,
  { run, path }: { readonly run: string | undefined; readonly path: string | undefined },
): string | undefined {
  if (word !== undefined && (run !== undefined || path !== undefined))
    throw new UsageError(`'${word}' says which artifacts: leave -r and -a away`);
  if (run === undefined && path !== undefined) throw new UsageError(`of which run? -r RUN -a '${path}'`);
  return path === undefined ? (run ?? word) : `${run}:${path}`;
}

export interface FoundArtifacts {
  readonly loaded: LoadedRun;
  readonly artifacts: readonly (Artifact & { readonly blob: TreeFile })[];
}

/** Finds `RUN`, all of its artifacts, or `RUN:PATH`, a file or a directory of them. Throws ArtifactNotFoundError. */
export async function findArtifacts(context: Context, word: string): Promise<FoundArtifacts> {
  const { run, path = '' } = parseRunPath(word);
  const { loaded } = await findEnded(context, run);
  const source = await context.source();
  const { artifacts } = await loadDetail(source.objects, loaded);
  const wanted = path.replace(/\/+$/, '');
  const chosen = artifacts.filter(
    one => wanted === '' || one.path === wanted || one.path.startsWith(`${wanted}/`),
  );
  if (wanted !== '' && chosen.length === 0) {
    throw new ArtifactNotFoundError(
      loaded.run.name,
      wanted,
      nearest(
        wanted,
        artifacts.map(one => one.path),
      ),
    );
  }
  const files = await runFiles(source, loaded.commit, 'artifacts');
  return {
    loaded,
    artifacts: chosen.flatMap(one => {
      const blob = files.get(`artifacts/${one.path}`);
      if (blob === undefined) throw new ArtifactNotFoundError(loaded.run.name, one.path);
      refuseOtherBlob(one, blob);
      return [{ ...one, blob }];
    }),
  };
}
