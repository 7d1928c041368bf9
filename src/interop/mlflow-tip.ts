/** The run that MLflow calls by an id of its own. */
import type { Readable } from '../git/readable.ts';
import { idOfHex } from '../run/hex-id.ts';
import type { RunTip } from '../run/run-tip.ts';
import { findTip, listTips } from '../store/tips.ts';
import { endOfMlflow } from './mlflow-id.ts';

/** A run that came from MLflow has an id that ends as its MLflow id has it; that of any other may be the bits of its own. */
export async function tipOfMlflow(source: Readable, mlflowId: string): Promise<RunTip | undefined> {
  const own = idOfHex(mlflowId);
  const tip = own === undefined ? undefined : await findTip(source, own);
  if (tip !== undefined) return tip;
  const end = endOfMlflow(mlflowId);
  return (await listTips(source)).find(({ id }) => id.endsWith(end));
}
