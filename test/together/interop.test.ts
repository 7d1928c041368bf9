/** The formats of other programs, and commands in their words. */
import { importAll } from '../support/import-all.ts';

importAll(
  ...[
    'interop',
    'interop/mlflow',
    'interop/mlflow/routes',
    'interop/mlflow-runs',
    'interop/mlflow-server',
    'interop/mlproject',
    'interop/mlruns',
    'cli/mlflow',
  ],
);
