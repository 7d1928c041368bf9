/** A run of ours, read to be given to MLflow. */
import type { Readable } from '../../git/readable.ts';
import type { RunTip } from '../../run/run-tip.ts';
import { loadTip } from '../../store/list.ts';
import { type LoadedRun, loadDetail } from '../../store/load.ts';
import { readRunSeries } from '../../store/run-series.ts';
import { storedFacts } from '../mlflow/stored-facts.ts';
import { type AsMlflowRun, asMlflowRun } from './as-mlflow-run.ts';
import { type GivenArtifacts, givenArtifacts, MODELS } from './given-artifacts.ts';
import { textIn } from './meta-fields.ts';

export interface ReadGiven extends Pick<AsMlflowRun, 'run'> {
  readonly loaded: LoadedRun;
  artifacts(): Promise<GivenArtifacts>;
}

/** Reads all but the artifacts. Rejects with a GitRunError where it is damaged. */
export async function readGiven(source: Readable, tip: RunTip): Promise<ReadGiven> {
  const { objects } = source;
  const loaded = await loadTip(source, tip);
  const { environment, artifacts } = await loadDetail(objects, loaded);
  const series = [];
  for await (const { chunk } of readRunSeries(objects, [loaded.commit])) series.push(chunk);
  const facts = await storedFacts(source, loaded, artifacts);
  const { run, folders } = asMlflowRun({ loaded, environment, facts, series });
  const all = run.models.flatMap(({ meta }): [string, string][] => {
    const id = textIn(meta, 'model_id') ?? '';
    return id === '' ? [] : [[id, folders.get(id) ?? `${MODELS}/${id}`]];
  });
  return { loaded, run, artifacts: () => givenArtifacts(source, loaded, artifacts, new Map(all)) };
}
