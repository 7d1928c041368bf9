/** Runs whose recorder was killed are offered to be recovered, in one line, by whatever command comes next. */
import { listJournals } from '../record/journals.ts';
import { formatCount } from '../view/format.ts';
import type { Context } from './context.ts';

/** Says so where there are any. */
export async function offerInterrupted(context: Context): Promise<void> {
  const repository = await context.repository();
  const journals = await listJournals({ repository, env: context.env, now: context.now() });
  const abandoned = journals.filter(({ standing }) => standing.kind === 'abandoned').length;
  if (abandoned === 0) return;
  context.say(`git-run: ${formatCount(abandoned, 'run was', 'runs were')} interrupted: git run recover`);
}
