/** A registered model of MLflow's, as far as one here can be so. Pure. */
import type { Loss } from '../../run/import-report.ts';
import { MlflowError } from '../mlflow/errors.ts';
import { NO_STAGE, readStage } from '../mlflow/model-stages.ts';
import { checkNewAlias, checkRegisteredName } from '../mlflow/registry-limits.ts';
import type { MlflowRegistered } from './mlflow-registered.ts';

/** What can be taken of it; undefined where nothing can, since nothing can be called so. */
export function soundRegistered(given: MlflowRegistered): {
  readonly model: MlflowRegistered | undefined;
  readonly losses: readonly Loss[];
} {
  const { path, name } = given;
  const why = name === '' ? 'it has no name' : whyRefused(() => checkRegisteredName(name, 'name'));
  if (why !== undefined) return { model: undefined, losses: [{ path, why: `is left out: ${why}` }] };
  const losses: Loss[] = [];
  const lose = (below: string, why: string) => void losses.push({ path: `${path}/${below}`, why });
  const numbers = new Set(given.versions.map(({ number }) => number));
  const aliases = Object.entries(given.aliases).filter(([alias, number]) => {
    const why = numbers.has(number)
      ? whyRefused(() => checkNewAlias(alias))
      : `it points to version ${number}, which is not there`;
    if (why !== undefined) lose(`aliases/${alias}`, `is left out: ${why}`);
    return why === undefined;
  });
  const versions = given.versions.map(version => {
    const why = whyRefused(() => readStage(version.stage));
    if (why !== undefined) lose(`version-${version.number}`, `has no stage here: ${why}`);
    return { ...version, stage: why === undefined ? readStage(version.stage) : NO_STAGE };
  });
  return { model: { ...given, aliases: Object.fromEntries(aliases), versions }, losses };
}

function whyRefused(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof MlflowError) return error.message;
    throw error;
  }
}
