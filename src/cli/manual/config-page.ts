/** git-run-config(5): `git-run.yaml`, `git config run.*` and the environment. */
import type { ManualPage, Term } from '../../view/manual.ts';

const SETTINGS: readonly Term[] = [
  {
    term: '`experiment`',
    text: 'The experiment of runs that name none; `default`. Also `run.experiment`, `GIT_RUN_EXPERIMENT` and `--experiment`.',
  },
  {
    term: '`params`',
    text: 'Files whose keys are parameters of a run; `params.yaml`, `.json` or `.toml` where they are there. Also `run.params`.',
  },
  {
    term: '`metrics`',
    text: 'Files, or globs of files, that metrics are read from when the command has ended: JSON, CSV or JSON lines. Also `run.metrics`.',
  },
  {
    term: '`outputs`',
    text: 'Globs of files to keep as artifacts, where the command wrote them. Also `run.outputs`, and `--output` in addition.',
  },
  {
    term: '`inputs`',
    text: 'Files the command reads and Git does not hold: recorded by digest. Also `run.inputs`, and `--input` in addition.',
  },
  {
    term: '`worktree.link`',
    text: 'What a fresh worktree of `git run checkout` and `git run rerun` needs from your own: linked there, not copied.',
  },
  {
    term: '`environment.keep`',
    text: 'Environment variables to record beyond the usual ones, by name or prefix (`OMP_*`).',
  },
  {
    term: '`directions`',
    text: 'By metric `min` or `max`: whether less or more of it is better, where its name does not tell.',
  },
  {
    term: '`limits.source`',
    text: 'A source file of more bytes is recorded by digest only; 10 MiB. Also `run.sizeLimit` and `GIT_RUN_SIZE_LIMIT`.',
  },
  {
    term: '`limits.input`',
    text: 'An input of more bytes is recorded by size and time; 1 GiB. Also `run.inputLimit` and `GIT_RUN_INPUT_LIMIT`.',
  },
  {
    term: '`limits.log`',
    text: 'So many bytes of the output are kept from its start, and the last 8 MiB; 1 GiB. Also `run.logLimit` and `GIT_RUN_LOG_LIMIT`.',
  },
  {
    term: '`large`',
    text: "An artifact of more bytes is kept outside of Git's objects, and the run has a Git LFS pointer to it; 10 MiB. Also `run.largeSize` and `GIT_RUN_LARGE_SIZE`.",
  },
  {
    term: '`trash`',
    text: 'So long a run stays in the trash before `git run gc` deletes it; 90d. Also `run.trashAge` and `GIT_RUN_TRASH_AGE`.',
  },
];

/** A settings file. */
const EXAMPLE = [
  'experiment: digits',
  'params: conf/train.yaml',
  'metrics: [metrics.json]',
  'outputs:',
  '  - out/**',
  'inputs: data/train.csv',
  'worktree:',
  '  link: [data, .venv]',
  'environment:',
  '  keep: [OMP_*]',
  'directions:',
  '  score: min',
  'limits:',
  '  source: 50 MiB',
  'trash: 30d',
];

/** The page. */
export const configPage: ManualPage = {
  name: 'git-run-config',
  section: 5,
  summary: 'What git-run records, and where it is told so',
  sections: [
    {
      title: 'DESCRIPTION',
      body: [
        'A setting is looked for on the command line, in the environment, in the configuration of Git and in the file ' +
          '`git-run.yaml` at the top of the work tree, which is committed and holds for everybody; the first that is ' +
          'found counts. A list in the configuration of Git takes the place of that in the file; what is typed is added. ' +
          'Nothing needs to be set. `git run doctor` names what cannot be used.',
      ],
    },
    {
      title: 'SETTINGS',
      body: ['By their names in `git-run.yaml`, with what sets the same elsewhere:', { terms: SETTINGS }],
    },
    {
      title: 'CONFIGURATION OF GIT ALONE',
      body: [
        {
          terms: [
            {
              term: '`run.remote`',
              text: 'The remote that runs are shared with, and whose branches count as published. Also `GIT_RUN_REMOTE`.',
            },
            {
              term: '`run.push`',
              text: '`always` pushes each run when it has ended; `never`.',
            },
            {
              term: '`run.refPrefix`',
              text: 'Where runs lie on remotes; `refs/runs/`. On a host that takes branches alone: `refs/heads/runs/`.',
            },
            {
              term: '`run.remoteTimeout`',
              text: 'Seconds that a remote may show no sign of life; 120.',
            },
            {
              term: '`run.sign`',
              text:
                'Whether runs and edits of them are signed; as `commit.gpgSign` says, where it is not set. How, and by which key: ' +
                '`gpg.format`, `user.signingKey`. See `git-run-verify-signature(1)`.',
            },
            {
              term: '`run.signTimeout`',
              text: 'So many seconds a signature may take; 10. A run is recorded unsigned then, and says so; an edit is refused.',
            },
            {
              term: '`run.maintain`',
              text: 'Whether refs and packs are tidied in the background after every 32nd run; `true`, but not where `gc.auto` is 0.',
            },
            {
              term: '`run.foldAfter`',
              text:
                'When more runs than so many have a ref each they are folded into the ledger, in the background or by `git run gc`: a ' +
                'remote with very many refs slows every push to it down. `500`; `0` for never. Not in a CI job, a shallow clone, ' +
                'or a repository with a remote.',
            },
            {
              term: '`run.mayDelete`',
              text: 'On a server with the hook of `git run hook install`: who may delete and rewrite runs there; several names, or `*`.',
            },
            {
              term: '`run.key.*`, `run.theme`, `run.mouse`, `run.linear`',
              text: 'Of the terminal UI: see `git-run-ui(1)`.',
            },
            {
              term: '`color.ui`, `core.pager`',
              text: 'Hold for git-run as for Git; so do `NO_COLOR`, `GIT_PAGER` and `PAGER`.',
            },
          ],
        },
      ],
    },
    {
      title: 'ENVIRONMENT',
      body: [
        {
          terms: [
            {
              term: '`GIT_RUN_ENGINE`',
              text: '`native` works with the git program, `embedded` without; the program is used where there is one.',
            },
          ],
        },
      ],
    },
    {
      title: 'EXAMPLE',
      body: [
        'A `git-run.yaml`; `git run init` writes one from what it finds, explained line by line.',
        { lines: EXAMPLE },
      ],
    },
    {
      title: 'SEE ALSO',
      body: ['`git-run(1)`, `git-run-init(1)`, `git-run-exec(1)`, `git-run-doctor(1)`, `git-config(1)`'],
    },
  ],
};
