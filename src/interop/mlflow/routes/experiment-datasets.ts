/** The data sets that the runs of experiments have read. */
import type { RunRow } from '../../../run/run-row.ts';
import { invalid } from '../errors.ts';
import type { Facts } from '../facts.ts';
import { list, message, text } from '../fields.ts';
import { route } from '../route.ts';
import { allRuns } from '../search-runs.ts';
import type { Tracking } from '../tracking.ts';

const MOST_EXPERIMENTS = 20;
const MOST_DATASETS = 1000;
/** The tag of an input that says what a data set was for. */
const CONTEXT_TAG = 'mlflow.data.context';

const fields = message({ experiment_ids: list(text) });

/** MLflow's protocol lacks a slash in this path, and its clients with it. */
const search = ['experiments/search-datasets', '/api/2.0mlflow/experiments/search-datasets'].map(path =>
  route(`POST ${path}`, fields, async (tracking, { experiment_ids }) => {
    const { length } = experiment_ids;
    if (length === 0) throw invalid('SearchDatasets request must specify at least one experiment_id.');
    if (length > MOST_EXPERIMENTS)
      throw invalid(
        `SearchDatasets request cannot specify more than ${MOST_EXPERIMENTS} experiment_ids. Received ${length} experiment_ids.`,
      );
    return { dataset_summaries: await summaries(tracking, experiment_ids) };
  }),
);

interface Summary {
  readonly experiment_id: string;
  readonly name: string;
  readonly digest: string;
  readonly context: string | undefined;
}

/** Each once, in the order of the experiments. */
async function summaries(tracking: Tracking, ids: readonly string[]): Promise<Summary[]> {
  const known = await tracking.experiments.byWireId();
  const found = ids.map(() => new Map<string, Summary>());
  for (const { experiment, datasets } of await readDatasets(tracking)) {
    const at = ids.findIndex(id => known.get(id)?.name === experiment);
    for (const { dataset, tags } of at < 0 ? [] : datasets.values()) {
      const context = tags.find(({ key }) => key === CONTEXT_TAG)?.value;
      const summary = {
        experiment_id: ids[at] as string,
        name: dataset.name,
        digest: dataset.digest,
        context,
      };
      found[at]?.set(JSON.stringify(summary), summary);
    }
  }
  return found.flatMap(summaries => [...summaries.values()]).slice(0, MOST_DATASETS);
}

interface Read extends Pick<Facts, 'datasets'> {
  /** The name of the run's experiment. */
  readonly experiment: string;
}

/** What each run that is not in the trash has read. */
async function readDatasets(tracking: Tracking): Promise<Read[]> {
  const found: Read[] = [];
  const ended: RunRow[] = [];
  for await (const { row, view } of allRuns(tracking)) {
    if (row.trashed) continue;
    if (view !== undefined) found.push({ experiment: row.experiment, datasets: view.facts.datasets });
    else if (row.artifacts.count > 0) ended.push(row);
  }
  const facts = await tracking.latest.factsOf(ended);
  for (const { experiment, commit } of ended) {
    const datasets = facts.get(commit as string)?.datasets;
    if (datasets !== undefined) found.push({ experiment, datasets });
  }
  return found;
}

export const experimentDatasetRoutes = search;
