/** The remotes of the repository, and what runs they have. */
import { remotesOf } from '../../config/chosen-remote.ts';
import { sharingSettings } from '../../config/sharing.ts';
import type { RunId } from '../../run/run-id.ts';
import { runsThere } from '../../share/runs-there.ts';
import { lookThere } from '../../share/there.ts';
import { listTips } from '../../store/tips.ts';
import type { Desk } from '../../tui/desk.ts';
import type { Context } from '../context.ts';
import { remotesDoor } from '../sharing.ts';

type RemotesPart = Pick<Desk, 'remotes' | 'there'>;

/** Opens them; `closing` ends the waiting for a remote. */
export function remotesDesk(context: Context, closing: AbortSignal): RemotesPart {
  return {
    remotes: () => rankedRemotes(context),
    there: remote => runsOf(context, remote, closing),
  };
}

/** `run.remote` first, then that of the branch, then origin. */
async function rankedRemotes(context: Context): Promise<string[]> {
  const { config } = await context.repository();
  const first = [config.get('run.remote'), config.get('remote.pushdefault'), 'origin'];
  const rank = (name: string) => {
    const at = first.indexOf(name);
    return at < 0 ? first.length : at;
  };
  return remotesOf(config).sort((a, b) => rank(a) - rank(b));
}

async function runsOf(context: Context, remote: string, signal: AbortSignal): Promise<Map<RunId, string>> {
  const repository = await context.repository();
  const { prefix, patience } = sharingSettings(repository.config);
  const transfer = { signal, patience };
  const sharing = { remotes: remotesDoor(repository), remote, prefix, transfer };
  const there = await runsThere(repository, sharing, await lookThere(sharing, {}));
  return new Map((await listTips(there)).map(({ id, commit }) => [id, commit]));
}
