import { group } from '../command.ts';
import { absent } from '../mlflow/absent.ts';
import { artifacts } from '../mlflow/artifacts.ts';
import { experiments } from '../mlflow/experiments.ts';
import { runs } from '../mlflow/runs.ts';
import { version } from '../version.ts';

/** The version of MLflow whose words these are. */
const SPOKEN = '3.17.2';

/** MLflow's own spelling: a script goes on as it is, with `git run mlflow` in place of `mlflow`. */
export const mlflow = group({
  name: 'mlflow',
  summary: "Answer MLflow's commands as MLflow does: a script goes on as it is",
  commands: [experiments, runs, artifacts],
  version: `mlflow, version ${SPOKEN} (spoken by git-run ${version})`,
  absent,
});
