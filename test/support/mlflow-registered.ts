/** Registered models of MLflow's as values. */
import type { MlflowRegistered, MlflowVersion } from '../../src/interop/mlflow-runs/mlflow-registered.ts';
import { STARTED } from './mlruns-store.ts';

/** One without versions, `net` where nothing else is said. */
export function mlflowRegistered(given: Partial<MlflowRegistered> = {}): MlflowRegistered {
  const { name = 'net' } = given;
  return {
    ...{ name, path: `models/${name}`, description: '', tags: {}, aliases: {}, versions: [] },
    ...{ created: STARTED, updated: STARTED },
    ...given,
  };
}

/** A version that lies elsewhere. */
export function mlflowVersion(number: number, given: Partial<MlflowVersion> = {}): MlflowVersion {
  return {
    ...{ number, source: 's3://there/net', description: '', stage: 'None', deleted: false, tags: {} },
    ...{ created: STARTED + number, updated: STARTED + number },
    ...given,
  };
}
