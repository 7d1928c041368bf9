import { group } from '../command.ts';
import { mlflowServer } from './import-mlflow.ts';
import { mlruns } from './import-mlruns.ts';

/** Runs of other programs. */
export const importRuns = group({
  name: 'import',
  summary: 'Bring runs that another program has recorded',
  commands: [mlruns, mlflowServer],
});
