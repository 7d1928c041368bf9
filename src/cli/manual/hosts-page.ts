/** git-run-hosts(7): where runs are shared, what is known of each host, and how a server is guarded. */
import type { Block, ManualPage, Term } from '../../view/manual.ts';

const HOSTS: readonly Term[] = [
  {
    term: 'A server of your own, over ssh or HTTP',
    text:
      'Tested: bare repositories behind OpenSSH, behind `git http-backend`, and as directories. Whoever may push may ' +
      'delete, unless the hook below is installed.',
  },
  {
    term: 'GitHub',
    text:
      'Not tested. Takes refs of any name but `refs/pull/`; other tools have kept theirs there for years. Refuses ' +
      'a file of more than 100 MB and a push of more than 2 GB; asks for less than 10 GB in a repository and for 6 ' +
      'pushes a minute at most. Its rules for branches do not hold for runs: whoever may push may delete them. Its pages do ' +
      'not show them. Enterprise Server has pre-receive hooks.',
  },
  {
    term: 'GitLab',
    text:
      'Not tested. Refuses the refs it keeps for itself (`refs/merge-requests/`, `refs/keep-around/`, ' +
      '`refs/remotes/`), and `refs/runs/` is none of them. GitLab.com refuses a file of more than 100 MiB in free projects. ' +
      'Its rules for branches do not hold for runs. Where you run it, it has server hooks.',
  },
  {
    term: 'Gitea, Forgejo',
    text:
      'Not tested. Take refs of other names than branches and tags: a change of 2021 that refused them was taken ' +
      'back. Each repository has a directory for hooks, `hooks/pre-receive.d/`.',
  },
  {
    term: 'Bitbucket',
    text:
      'Not tested; whether it takes refs of other names is not known. Bitbucket Cloud refuses a push of more than 3.5 GB, ' +
      'and stops at 4 GB in a repository.',
  },
  {
    term: 'Hosts that take branches and tags alone',
    text: 'Alibaba Codeup is one. They refuse the whole push, so that nothing of it is taken: see BRANCHES INSTEAD.',
  },
];

const BRANCHES: readonly Block[] = [
  'Where a host refuses `refs/runs/`, runs can be kept there as branches:',
  { lines: ['git config run.refPrefix refs/heads/runs/'] },
  'It is never done by itself, since branches are seen: by every clone, which fetches them all, in the pages of the host, ' +
    'and by workflows that run for each push, which should leave them out. GitHub wants no more than 5,000 of them.',
];

const MANY: readonly Block[] = [
  'A push is told every ref of the remote first, even a push of one branch: 10,000 runs cost each of them a fifth of a ' +
    'second and 0.8 MB, 100,000 ten times as much. A fetch of branches costs nothing more. `git run gc` is what keeps runs ' +
    'few: folded, 100,000 of them cost a push of a branch next to nothing. A remote of their own, named by `run.remote`, ' +
    'takes the cost from the code altogether.',
  '`git run fetch --metadata-only` has a host leave out what is large, as partial clones do: GitHub and GitLab are known ' +
    'to; a server of your own needs `git config uploadpack.allowFilter true`, and sends runs of a ref whole without it. Of ' +
    'folded runs it needs nothing but their ledger.',
];

const LARGE: readonly Block[] = [
  'What a host takes in one file, or one push, is less than many a checkpoint has. Git LFS has limits of its own: on GitHub ' +
    '2 GiB a file, and 10 GiB a month of storage and of traffic with a free account, which every clone of CI counts ' +
    'against. A host may have it turned off, and a server of your own over ssh has none without a program for it. ' +
    '`git run du` tells what takes the space.',
];

const TOKENS: readonly Term[] = [
  {
    term: 'GitHub Actions',
    text:
      'The token of a workflow may push with `permissions: contents: write`; that of a pull request from a fork never ' +
      'may. `actions/checkout` leaves it for Git, but with `persist-credentials: false`.',
  },
  {
    term: 'GitLab CI',
    text:
      'The token of a job may push to its own project since 17.2, if Settings > CI/CD > Job token permissions allows Git ' +
      'push requests; elsewhere a project access token with `write_repository`.',
  },
  {
    term: 'Checkouts that are shallow',
    text:
      'Both make them, of one commit. A run can be recorded and pushed from there if the remote has that commit, as it ' +
      'does; a comparison with another branch needs its history: `fetch-depth: 0`, `GIT_DEPTH: 0`.',
  },
];

const HOOK: readonly Block[] = [
  'Settings such as `receive.denyDeletes` and `receive.denyNonFastForwards` hold for branches. In a repository that ' +
    'others push to, `git run hook install` writes a `pre-receive` hook that guards `refs/runs/`: sound runs, ' +
    'experiments, registered models and ledgers come in, and go forward; nothing is deleted or rewritten but by those whom `run.mayDelete` ' +
    'of that repository names, or what a keep ref holds in any case. git-run must be installed on the server, in the ' +
    'version of those who push, or newer: a run of a newer format passes if its shape is one that is known. Where git-run ' +
    'is not found, runs are refused. A push without runs starts nothing.',
  {
    lines: [
      'git -C /srv/digits.git run hook install',
      'git -C /srv/digits.git config --add run.mayDelete ada',
      'git -C /srv/digits.git run hook status',
    ],
  },
  'With `core.logAllRefUpdates=always` a server also remembers where each ref was.',
  'Who pushes is what the server was told by who let them in, the first of these that is set, else the account that the ' +
    'hook runs under:',
  {
    terms: [
      {
        term: '`GIT_RUN_PUSHER`',
        text: 'For a forced command of ssh to set, where several people come in by one account.',
      },
      { term: '`GL_USERNAME`', text: 'Set by GitLab.' },
      { term: '`GL_USER`', text: 'Set by Gitolite.' },
      { term: '`GITEA_PUSHER_NAME`', text: 'Set by Gitea and Forgejo.' },
      { term: '`REMOTE_USER`', text: 'Set by a web server before `git http-backend`.' },
    ],
  },
  {
    lines: [
      '# in authorized_keys of the account that is shared',
      'restrict,command="GIT_RUN_PUSHER=ada git-shell -c \\"$SSH_ORIGINAL_COMMAND\\"" ssh-ed25519 AAAA...',
    ],
  },
  'A client sets none of them, as long as sshd does not take them (`AcceptEnv`, `PermitUserEnvironment`). Who has a shell ' +
    'on the server, or its files, is kept from nothing by any hook.',
  'A hook that is there already is kept with `--chain`, and runs first. Servers that write this hook themselves have a ' +
    'directory for those of others, for which `git run hook script` prints it:',
  {
    lines: [
      'git run hook script > digits.git/hooks/pre-receive.d/git-run',
      'chmod +x digits.git/hooks/pre-receive.d/git-run',
    ],
  },
];

/** The page. */
export const hostsPage: ManualPage = {
  name: 'git-run-hosts',
  section: 7,
  summary: 'Where runs are shared: hosts, their limits, and servers of your own',
  sections: [
    {
      title: 'DESCRIPTION',
      body: [
        'Runs are shared by Git itself, with the remote and the credentials that are there. All it takes of a host is ' +
          'that it lets refs in that are neither branches nor tags. What is told here of hosts is what they and their ' +
          'users publish, as of November 2026; only what is called tested was tested.',
      ],
    },
    { title: 'HOSTS', body: [{ terms: HOSTS }] },
    { title: 'BRANCHES INSTEAD', body: BRANCHES },
    { title: 'MANY RUNS', body: MANY },
    { title: 'LARGE FILES', body: LARGE },
    { title: 'TOKENS OF CI', body: [{ terms: TOKENS }] },
    { title: 'GUARDING A SERVER', body: HOOK },
    {
      title: 'SEE ALSO',
      body: ['`git-run(1)`, `git-run-hook(1)`, `git-run-doctor(1)`, `git-run-config(5)`, `githooks(5)`'],
    },
  ],
};
