/** Which values of a metric are better, as the project declares it. */
import { readSettingsFile } from '../config/settings-file.ts';
import type { Directions } from '../query/direction.ts';
import { SettingsError } from '../run/errors.ts';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';

/** What is asked several times of one command is read once, and what is wrong with it said once. */
const read = new WeakMap<Context, Promise<Directions>>();

/** `directions:` of the work tree's `git-run.yaml`; none where there is no work tree, or runs are read from a remote. */
export function metricDirections(context: Context): Promise<Directions> {
  const known = read.get(context) ?? readDirections(context);
  read.set(context, known);
  return known;
}

async function readDirections(context: Context): Promise<Directions> {
  if (context.remote !== undefined) return {};
  const { workTree } = (await context.repository()).place;
  if (workTree === undefined) return {};
  try {
    return (await readSettingsFile(workTree)).directions ?? {};
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    // Who only looks at runs is not kept from it by a file that says how to record them.
    context.say(`git-run: ${sanitise(error.message)}; metrics are ordered by their names`);
    return {};
  }
}
