/** The addresses by which MLflow's words name artifacts. */
import { MlflowRequestError } from './request-error.ts';

/**
 * Reads `runs:/RUN/PATH`, or the `mlflow-artifacts:/EXPERIMENT/RUN/artifacts/PATH` that a run's message has; the path may be
 * absent. Throws MlflowRequestError on any other.
 */
export function parseArtifactUri(uri: string): { readonly run: string; readonly path?: string } {
  const [, run, path] =
    /^runs:\/+([^/]+)\/?(.*)$/s.exec(uri) ??
    /^mlflow-artifacts:\/+[^/]+\/([^/]+)\/artifacts\/?(.*)$/s.exec(uri) ??
    [];
  if (run === undefined)
    throw new MlflowRequestError(`'${uri}' is not runs:/RUN/PATH, nor the artifact_uri of a run`);
  return path ? { run, path } : { run };
}
