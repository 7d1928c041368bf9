/** The remotes of the repository, and what runs they have. */
import { remotesOf } from '../../config/chosen-remote.ts';
import { collect } from '../../process/collect.ts';
import { GitCommandError } from '../../run/repository-errors.ts';
import type { RunId } from '../../run/run-id.ts';
import { RUNS, runIdOf } from '../../run/run-ref.ts';
import type { Desk } from '../../tui/desk.ts';
import type { Context } from '../context.ts';

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

/** A remote that does not answer is given up: ms. */
const PATIENCE = 60_000;

/** Nobody can type a password meanwhile: a credential helper or an agent has to know it. */
async function runsOf(context: Context, remote: string, signal: AbortSignal): Promise<Map<RunId, string>> {
  const args = ['ls-remote', '--refs', remote, `${RUNS}*`];
  const { config } = await context.repository();
  const { cwd, env } = context;
  const isOwn = env.GIT_SSH_COMMAND || env.GIT_SSH || config.get('core.sshcommand');
  const ssh = isOwn ? {} : { GIT_SSH_COMMAND: 'ssh -oBatchMode=yes' };
  const quiet = { ...env, ...ssh, LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
  const how = { cwd, env: quiet, timeout: PATIENCE, signal };
  const { code, stdout, stderr } = await collect('git', args, how);
  if (code !== 0) throw new GitCommandError(args, code, stderr);
  const found = new Map<RunId, string>();
  for (const line of stdout.toString().split('\n')) {
    const [commit = '', ref = ''] = line.split('\t');
    const id = runIdOf(ref);
    if (id !== undefined) found.set(id, commit);
  }
  return found;
}
