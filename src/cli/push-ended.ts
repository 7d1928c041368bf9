/** Sends a run that has ended, where that is asked for by `run.push`. The run is safe here: what is in the way is said. */
import { sharingSettings } from '../config/sharing.ts';
import { GitRunError } from '../run/errors.ts';
import type { RunId } from '../run/run-id.ts';
import { runRef } from '../run/run-ref.ts';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';
import { hintsFor } from './errors.ts';

/** Pushes it with all others that wait; says where it went, or why it did not. */
export async function pushEndedRun(
  context: Context,
  id: RunId,
  { quiet }: { readonly quiet: boolean },
): Promise<void> {
  try {
    const { config } = await context.repository();
    if (!sharingSettings(config).always) return;
    const [{ openSharing }, { pushEnded }, { hostLimits }, { ONCE }] = await Promise.all([
      import('./sharing.ts'),
      import('../share/push-ended.ts'),
      import('../share/host-limits.ts'),
      import('../share/patience.ts'),
    ]);
    const { repository, sharing, shown, address, stages, clock, close } = await openSharing(
      context,
      undefined,
      ONCE,
    );
    try {
      const request = {
        repository,
        sharing,
        shown,
        withHistory: false,
        allowed: new Set<string>(),
        now: context.now(),
      };
      const reports = await pushEnded({ ...request, limits: hostLimits(address), clock }, id);
      stages.stop();
      const own = reports.flatMap(({ refused }) => refused).find(({ ref }) => ref === runRef(id));
      if (own !== undefined) say(context, own.why, own.remedy?.split('\n') ?? []);
      else if (!quiet && reports.length > 0) context.say(`git-run: pushed to ${sanitise(shown)}`);
    } finally {
      close();
    }
  } catch (error) {
    if (!(error instanceof GitRunError)) throw error;
    say(
      context,
      error.message,
      hintsFor(error).map(line => line.trim()),
    );
  }
}

function say(context: Context, why: string, remedies: readonly string[]): void {
  context.say(`git-run: not pushed: ${sanitise(why)}`);
  for (const remedy of remedies) context.say(`  ${sanitise(remedy)}`);
}
