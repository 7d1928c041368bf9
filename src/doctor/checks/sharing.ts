import { printAddress } from '../../git/remote/remote-url.ts';
import { readHook } from '../../guard/install-hook.ts';
import { type Check, type Found, type OpenSetup, ok, warning } from '../check.ts';
import { sharedRemote } from '../shared-remote.ts';

/** Where runs are shared, and what is known of the host, of which nothing is asked; on a server whether it guards them. */
export const sharing: Check<OpenSetup> = {
  name: 'sharing',
  async look(setup) {
    if (setup.repository.config.get('core.bare') === 'true') return [await guarded(setup)];
    const remote = await sharedRemote(setup);
    if (remote === undefined) return [ok('no remote: runs stay here')];
    const shared = `runs are shared with ${remote.name}: ${printAddress(remote.address)}`;
    const prefix = setup.repository.config.get('run.refprefix');
    if (prefix !== undefined) return [ok(`${shared}, below ${prefix}`)];
    const known = hostOf(remote.address);
    return [ok(shared), ...(known === undefined ? [] : [known])];
  },
};

async function guarded({ repository }: OpenSetup): Promise<Found> {
  const { state, path } = await readHook(repository, '');
  switch (state) {
    case 'current':
    case 'outdated':
      return ok(`a hook guards the runs that are pushed here: ${path}`);
    case 'absent':
      return warning('whoever may push here may delete and rewrite runs', 'git run hook install');
    case 'other':
      return warning(
        `whoever may push here may delete and rewrite runs, if ${path} lets them`,
        'git run hook install --chain',
      );
  }
}

/** Told of hosts, by the end of their names; git-run-hosts(7) has more. */
const HOSTS: readonly (readonly [string, Found])[] = [
  [
    'github.com',
    ok('takes refs/runs; no file of more than 100 MB, no push of more than 2 GB: git run help hosts'),
  ],
  ['gitlab.com', ok('no file of more than 100 MiB in free projects: git run help hosts')],
  ['bitbucket.org', warning('whether it takes refs/runs is not known', 'git run help hosts')],
  [
    'codeup.aliyun.com',
    warning('takes branches and tags alone, and no refs/runs', 'git config run.refPrefix refs/heads/runs/'),
  ],
];

function hostOf(address: string): Found | undefined {
  const host = /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/?#]*@)?([a-z0-9.-]+)[:/]/i
    .exec(address)?.[1]
    ?.toLowerCase();
  return HOSTS.find(([name]) => host === name || host?.endsWith(`.${name}`))?.[1];
}
