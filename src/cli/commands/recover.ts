import { type Recovery, recover } from '../../record/recover.ts';
import { shortId } from '../../run/run-id.ts';
import { printJson } from '../../view/run-json.ts';
import { sanitise } from '../../view/sanitise.ts';
import { command, flag } from '../command.ts';
import type { Context } from '../context.ts';
import { during } from '../during.ts';

/** Turns what killed recorders left behind into runs. */
export const recoverRuns = command({
  name: 'recover',
  summary: 'Record the runs whose git-run was killed',
  description:
    'A run whose git-run was killed is kept with all it left up to its last second: as lost, or as killed where ' +
    'the machine was restarted. Runs that are going are left alone. What was logged in a run ' +
    'that had ended comes to it.',
  args: [],
  options: { json: flag('--json', 'as JSON') },
  examples: [{ line: 'git run recover', does: 'all of them' }],
  async run(context, { options }) {
    const repository = await context.repository();
    const request = { repository, env: context.env, now: context.now() };
    const recoveries = await during(context, 'recording interrupted runs', recover(request));
    if (options.json) context.out.write(printJson({ version: 1, recovered: recoveries.map(outcomeOf) }));
    else if (recoveries.length === 0) context.say('git-run: nothing to recover');
    else for (const recovery of recoveries) await report(context, recovery);
    return recoveries.some(recovery => 'error' in recovery) ? 1 : 0;
  },
});

function outcomeOf(recovery: Recovery): { id: string; result: Recovery['kind'] } {
  return { id: recovery.id, result: recovery.kind };
}

async function report(context: Context, recovery: Recovery): Promise<void> {
  context.say(`git-run: ${describe(recovery)}`);
  if ('unsigned' in recovery) context.say(`git-run: it is not signed: ${sanitise(recovery.unsigned)}`);
  if (!('error' in recovery)) return;
  const { describeError } = await import('../errors.ts');
  for (const hint of describeError(recovery.error).lines.slice(1)) context.say(hint);
}

function describe(recovery: Recovery): string {
  const id = shortId(recovery.id);
  switch (recovery.kind) {
    case 'recovered':
      return `recorded ${sanitise(recovery.run.name)} (${id}) as ${recovery.run.outcome.status}`;
    case 'continued':
      return `recorded what was logged later in ${sanitise(recovery.run.name)} (${id})`;
    case 'tidied':
      return `${id} was recorded already; its journal is removed`;
    case 'empty':
      return `${id} had not begun; its journal is removed`;
    case 'orphaned':
      return `${id} goes on without its recorder, as process ${recovery.pid}: recover it when it has ended`;
    case 'failed':
      return `${id} could not be recorded: ${sanitise(recovery.error.message)}; its journal stays in ${sanitise(recovery.journal)}`;
    case 'anchored':
      return `the source of ${id} is still kept from gc: ${sanitise(recovery.error.message)}`;
  }
}
