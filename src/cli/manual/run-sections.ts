/** What is true of every command, and of the command that is recorded. */
import type { ManualSection } from '../../view/manual.ts';

/** The exit codes of all commands but exec. */
export const exitStatus: ManualSection = {
  title: 'EXIT STATUS',
  body: [
    {
      terms: [
        { term: '0', text: 'It is done.' },
        {
          term: '1',
          text: 'It could not be done, or the answer is no. Standard error says why, and what to type next.',
        },
        { term: '2', text: 'The command line, a filter or a setting cannot be understood.' },
        { term: '3', text: 'Nobody reads the answer any more, as behind `| head`.' },
        { term: '255', text: 'A mistake in git-run.' },
      ],
    },
  ],
};

/** What the environment of a recorded command holds. */
export const environmentInside: ManualSection = {
  title: 'ENVIRONMENT',
  body: [
    'The command is started with the environment of git-run, without what Git put there for git-run itself, and with:',
    {
      terms: [
        { term: '`GIT_RUN_ID`', text: 'The id of the run.' },
        { term: '`GIT_RUN_NAME`', text: 'Its name.' },
        { term: '`GIT_RUN_EXPERIMENT`', text: 'The experiment it belongs to.' },
        { term: '`GIT_RUN_SEED`', text: 'What was given with `--seed`.' },
        {
          term: '`GIT_RUN_PARAM_`<KEY>',
          text: 'A parameter of `-P` that fills no `{key}` in the command; its name in capitals, other signs as `_`.',
        },
        { term: '`GIT_RUN_ARTIFACTS`', text: 'A directory: what is written there is kept with the run.' },
        {
          term: '`GIT_RUN_EVENTS`',
          text:
            'A file, to which the command appends one JSON object a line: {"param":{"lr":0.1}}, ' +
            '{"metric":{"loss":0.3},"step":7,"time":1767225600.5}, {"tag":{"stage":"dev"}}, {"untag":"stage"}, ' +
            '{"artifact":"model.pt"}, {"note":"text"}, {"name":"first try"}, the time in seconds since 1970. Bare NaN and Infinity are understood. One of several processes appends to a file of its own beside it, ' +
            '$GIT_RUN_EVENTS.<host>.<pid>.',
        },
      ],
    },
    'A run that is started inside a run is its child.',
  ],
};

/** The sections that only exec has. */
export const execSections: readonly ManualSection[] = [
  {
    title: 'EXIT STATUS',
    body: [
      'That of the command; 128 and the number of the signal where a signal ended it. Of git-run itself, as of env(1):',
      {
        terms: [
          { term: '1', text: 'The command succeeded, and something of `--assert` is not true of its run.' },
          {
            term: '125',
            text: 'The command was not started: the command line is wrong, or there is no repository.',
          },
          { term: '126', text: 'The command cannot be executed.' },
          { term: '127', text: 'There is no such command.' },
        ],
      },
      'Trouble with storing never stops the command, and does not change how it ends.',
    ],
  },
  environmentInside,
  {
    title: 'FILES',
    body: [
      {
        terms: [
          {
            term: '<git common dir>/git-run/live/',
            text: 'Journals of runs in progress; of a run whose git-run was killed `git run recover` makes one.',
          },
          {
            term: '~/.local/state/git-run/',
            text: 'Where a run is kept that the repository has no room for.',
          },
        ],
      },
    ],
  },
];
