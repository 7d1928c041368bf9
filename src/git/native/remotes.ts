/** Remotes through the git program. Refspecs are ours alone: those of the user's configuration neither add nor prune. */

import type { DurableNames } from '../durable-names.ts';
import { explainTransfer } from '../explain-transfer.ts';
import { pushSource } from '../push-places.ts';
import { printAddress } from '../remote/remote-url.ts';
import type { FetchedRef, Remotes, Transfer } from '../remotes.ts';
import type { GitConfig, RefChange } from '../repository.ts';
import { isPartial, MAY_MISS } from './present.ts';
import type { GitProgram } from './program.ts';
import { pushRemote } from './push-remote.ts';
import { parsePushed } from './pushed-refs.ts';
import type { Talk } from './talk.ts';

export function nativeRemotes(
  git: GitProgram,
  talk: Talk,
  names: Pick<DurableNames, 'wroteObjects' | 'movedRef'>,
  config: GitConfig,
): Remotes {
  const sourceOf = (remote: string, { place }: Transfer = {}) =>
    place === undefined ? remote : pushSource(config, remote, place);
  return {
    async missing(bases, heads) {
      if (heads.length === 0) return [];
      const input = [...heads, ...bases.map(base => `^${base}`)].map(line => `${line}\n`).join('');
      const partly = isPartial(config) ? [MAY_MISS] : [];
      const output = await git(['rev-list', '--objects', '--no-object-names', ...partly, '--stdin'], {
        input,
      });
      return output.toString().split('\n').filter(Boolean);
    },
    async bundle(file, { names, bases }) {
      const input = [...names, ...bases.map(base => `^${base}`)].map(line => `${line}\n`).join('');
      await git(['bundle', 'create', '--quiet', file, '--stdin'], { input });
    },
    async list(remote, patterns, how) {
      const from = sourceOf(remote, how);
      const args = ['ls-remote', '--refs', '--quiet', '--', from, ...patterns];
      const { stdout } = await talk({ remote: from, args }, how);
      return stdout
        .split('\n')
        .filter(line => line !== '')
        .map(line => {
          const [oid = '', name = ''] = line.split('\t');
          return { oid, name };
        });
    },
    async push(remote, changes, how) {
      if (changes.length === 0) return [];
      const { name, settings } = pushRemote(config, remote, how?.place ?? 0);
      const refs = [...changes.map(leaseOf), name, ...changes.map(refspecOf)];
      const { stdout, stderr } = await talk(
        {
          remote,
          args: ['push', '--porcelain', ...OURS_ALONE.push, ...refs],
          config: ['push.followTags=false', 'push.pushOption='],
          settings,
          answers: said => said.stdout.includes('\t'),
        },
        how,
      );
      const pushed = parsePushed(stdout, stderr);
      const told = changes.map(({ name }) => pushed.get(name));
      // It broke off before the remote had said of each what became of it: nobody knows.
      if (told.includes(undefined)) throw explainTransfer(printAddress(remote), stderr);
      return told.filter(ref => ref !== undefined);
    },
    async fetch(remote, refs, how) {
      if (refs.length === 0) return;
      const from = sourceOf(remote, how);
      await talk(
        {
          remote: from,
          args: ['fetch', ...OURS_ALONE.fetch, ...wholeObjects(config, remote), '--stdin', from],
          input: refs.map(({ from, to }: FetchedRef) => `${from}:${to}\n`).join(''),
          config: ['fetch.fsckObjects=true', 'fetch.unpackLimit=1'],
        },
        how,
      );
      names.wroteObjects();
      for (const { to } of refs) names.movedRef(to);
    },
  };
}

/** What a user's configuration would add, and what Git would note beside. */
export const OURS_ALONE = {
  push: ['--no-verify', '--no-signed', '--recurse-submodules=no', '--no-follow-tags', '--no-atomic'],
  fetch: [
    ...['--no-tags', '--no-prune', '--no-prune-tags', '--refmap=', '--no-write-fetch-head'],
    ...['--no-recurse-submodules', '--no-auto-maintenance', '--no-show-forced-updates', '--quiet'],
  ],
};

/** https://git-scm.com/docs/git-push#Documentation/git-push.txt---force-with-leaseltrefnamegtltexpectgt */
function leaseOf({ name, from }: RefChange): string {
  return `--force-with-lease=${name}:${from ?? ''}`;
}

function refspecOf({ name, to }: RefChange): string {
  return `${to ?? ''}:${name}`;
}

/** In a partial clone Git takes what it lacks from that remote as it needs it, and needs the filter to say so. */
function wholeObjects(config: Pick<GitConfig, 'get'>, remote: string): string[] {
  return config.get(`remote.${remote}.promisor`) === 'true' ? [] : ['--no-filter'];
}
