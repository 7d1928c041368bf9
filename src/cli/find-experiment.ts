/** The experiment that a word means, and what it takes to change it. */
import { nearest } from '../query/nearest.ts';
import { authorOf } from '../record/identity.ts';
import { ExperimentNotFoundError, UsageError } from '../run/errors.ts';
import { type Experiment, whyNotAName } from '../run/experiment.ts';
import { listExperiments } from '../store/experiments.ts';
import { shellQuote } from '../view/shell-quote.ts';
import type { Context } from './context.ts';

/** Who changes an experiment, and where. */
export async function experimentWrite(context: Context) {
  const repository = await context.repository();
  return { repository, author: authorOf(repository.config, context.env), now: context.now() };
}

/** The experiment of a name, or of an id. Throws ExperimentNotFoundError. */
export async function findExperiment(
  context: Context,
  name: string,
  { removed = false } = {},
): Promise<Experiment> {
  const all = await listExperiments(await context.source());
  const found = all.find(one => (one.name === name || one.id === name) && one.removed === removed);
  if (found !== undefined) return found;
  const names = all.filter(one => one.removed === removed).map(one => one.name);
  throw new ExperimentNotFoundError(name, nearest(name, names));
}

/** As `findExperiment`, of one that can be changed. Throws UsageError for one that is only known of. */
export async function findOwnExperiment(context: Context, name: string, which = {}): Promise<Experiment> {
  const found = await findExperiment(context, name, which);
  const own = await listExperiments(await context.repository());
  if (own.some(({ id }) => id === found.id)) return found;
  const instead = shellQuote(['git', 'run', 'fetch', '-e', found.name]);
  throw new UsageError(`experiment '${found.name}' is not here, it is only known of`, instead);
}

/** A name that an experiment may have. Throws UsageError. */
export function checkedName(name: string | undefined): string {
  if (name === undefined)
    throw new UsageError('the experiment needs a name', 'git run experiment create NAME');
  const why = whyNotAName(name);
  if (why !== undefined) throw new UsageError(why);
  return name;
}
