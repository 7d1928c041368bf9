/** A remote to share runs with, as the command line names it. */
import { chosenRemote, dependsOnBranch, remotesOf } from '../config/chosen-remote.ts';
import { sharingSettings } from '../config/sharing.ts';
import { isAddress, printAddress } from '../git/remote/remote-url.ts';
import type { Remotes } from '../git/remotes.ts';
import type { Repository } from '../git/repository.ts';
import { stopSignals } from '../process/stop-signals.ts';
import { UsageError } from '../run/errors.ts';
import { EngineLimitError } from '../run/repository-errors.ts';
import { CLOCK, type Clock, patient } from '../share/patience.ts';
import type { Sharing } from '../share/there.ts';
import { sanitise } from '../view/sanitise.ts';
import type { Context } from './context.ts';
import { openStages, type Stages } from './stages.ts';

export interface Shared {
  readonly repository: Repository;
  readonly sharing: Sharing;
  /** The remote, as it may be shown. */
  readonly shown: string;
  /** Where it is: a URL or a path. */
  readonly address: string;
  /** What goes on, for who has to wait. */
  readonly stages: Stages;
  readonly clock: Clock;
  /** Says what is waited out. */
  readonly onPause: (error: Error) => void;
  /** Ends what was opened. Until then a signal that is to end us gives transfers up first, and Git's helpers with them. */
  close(): void;
}

/** The words that are left when a remote, the first of them, has been taken; nothing is taken where it is none. */
export function splitRemote(repository: Repository, words: readonly string[]) {
  const [first = ''] = words;
  // Git would take a word with a dash for an option.
  const isRemote =
    !first.startsWith('-') && (remotesOf(repository.config).includes(first) || isAddress(first));
  return { remote: isRemote ? first : undefined, rest: isRemote ? words.slice(1) : words };
}

/** Opens a remote, or where none is named the usual one. Throws UsageError, SettingsError, EngineLimitError. */
export async function openSharing(
  context: Context,
  named: string | undefined,
  clock = CLOCK,
): Promise<Shared> {
  const repository = await context.repository();
  const { config } = repository;
  const { prefix, patience } = sharingSettings(config);
  const remote = named ?? (await usualRemote(context, repository));
  const shown = printAddress(remote);
  const stages = openStages(context, shown);
  const onPause = (error: Error) => context.say(`git-run: ${sanitise(error.message)}; trying again`);
  const remotes = patient(remotesDoor(repository), clock, onPause);
  const stop = stopSignals();
  return {
    repository,
    shown,
    address: config.get(`remote.${remote}.pushurl`) ?? config.get(`remote.${remote}.url`) ?? remote,
    stages,
    clock,
    onPause,
    sharing: {
      remotes,
      remote,
      prefix,
      transfer: {
        interactive: context.interactive,
        patience,
        onProgress: stages.update,
        signal: stop.signal,
      },
    },
    close() {
      stages.stop();
      stop.end();
    },
  };
}

/** The door to remotes. Throws EngineLimitError where there is no git program. */
export function remotesDoor({ remotes }: Repository): Remotes {
  if (remotes === undefined)
    throw new EngineLimitError('runs are shared by Git itself', 'install git, or put it on PATH');
  return remotes;
}

async function usualRemote({ env }: Context, { config, worktree, place }: Repository): Promise<string> {
  const isAsked = dependsOnBranch({ config, env }) && place.workTree !== undefined;
  const { branch } = isAsked ? await worktree.status({ ownOnly: true }) : {};
  const remote = chosenRemote({ config, env, branch });
  if (remote === undefined)
    throw new UsageError('no remote yet to share runs with', 'git remote add origin URL');
  return remote;
}
