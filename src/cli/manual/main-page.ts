/** git-run(1): the page that `git run --help` opens. */
import type { Block, ManualPage } from '../../view/manual.ts';
import { commands, TOPICS } from '../commands.ts';
import { environmentInside, exitStatus } from './run-sections.ts';

/** The page of the whole. */
export async function mainPage(): Promise<ManualPage> {
  return {
    name: 'git-run',
    section: 1,
    summary: 'Record runs of commands as commits; list, compare and repeat them',
    synopsis: ['`git run` [<options>] -- <command>...', '`git run` <name> [<args>]'],
    sections: [
      { title: 'DESCRIPTION', body: DESCRIPTION },
      { title: 'COMMANDS', body: await commandsByTopic() },
      { title: 'NAMING RUNS', body: NAMING },
      exitStatus,
      environmentInside,
      { title: 'FILES', body: FILES },
      {
        title: 'SEE ALSO',
        body: [
          '`git-run-exec(1)`, `git-run-log(1)`, `git-run-filter(7)`, `git-run-hosts(7)`, `git-run-config(5)`, `git(1)`',
        ],
      },
    ],
  };
}

const DESCRIPTION: readonly Block[] = [
  'git-run records every run of a command, in any language, as a commit of your own repository below `refs/runs/`: its ' +
    'parameters, metrics, artifacts, output, environment, and the exact source that ran, uncommitted edits included. ' +
    'There is no server. Your index, files, HEAD, stash and reflog are never touched, and the command runs as it would ' +
    'without git-run.',
  {
    lines: [
      'git run -- python train.py --lr 0.1',
      'git run log --sort metrics.acc -n 5',
      'git run checkout @',
    ],
  },
  '`git run <name> -h` is the short help of a command, `git run help <name>` its manual page. Runs are shared with ' +
    '`git run push` and `git run fetch`.',
];

const NAMING: readonly Block[] = [
  'Where a command takes a <run>, it can be named in these ways. A whole id goes before a name, a name before a part of ' +
    'an id, that before a commit; where several runs fit, they are told, and nothing is done.',
  {
    terms: [
      { term: '`@`', text: 'The newest run that is not in the trash.' },
      { term: '`@~`<n>', text: 'The run <n> before the newest; `@~` is `@~1`.' },
      { term: '`@{`<experiment>`}`, `@{`<experiment>`}~`<n>', text: 'The same within an experiment.' },
      { term: '<name>', text: 'A run by its name: `swift-otter`. Names can repeat.' },
      { term: '<experiment>/<name>', text: 'A run by its name within an experiment.' },
      {
        term: '<id>',
        text: 'Four characters or more from the start or the end of an id; lists show the last eight.',
      },
      { term: '<commit>', text: 'Seven characters or more of the commit of the run.' },
      {
        term: '<run>:<path>',
        text: 'A file of a run, or all files of a directory: `@:checkpoints`, where files are asked for.',
      },
    ],
  },
];

const FILES: readonly Block[] = [
  {
    terms: [
      { term: '`refs/runs/`<id>', text: 'A run: a commit whose only parent is its source.' },
      { term: '`refs/runs/experiments/`<id>', text: 'An experiment: its name, description and tags.' },
      {
        term: '`refs/runs/registry/`<id>',
        text: 'A registered model: its name, versions, aliases and tags.',
      },
      {
        term: '`refs/runs/ledger/`<clone>',
        text: 'Runs of a clone that have no ref of their own any more, and what it has deleted; `refs/runs/ledger-keep/` keeps them.',
      },
      {
        term: '`refs/run-snapshots/`<commit>',
        text: 'A source that `git run snapshot` keeps; never shared.',
      },
      { term: '`git-run.yaml`', text: 'Settings of the project, committed: see git-run-config(5).' },
      {
        term: '<git common dir>/git-run/',
        text: 'Journals of runs in progress and caches; local, and all but the journals can be deleted.',
      },
    ],
  },
];

async function commandsByTopic(): Promise<Block[]> {
  const loaded = await Promise.all(
    commands.map(async entry => ({ ...entry, summary: (await entry.load()).summary })),
  );
  return TOPICS.flatMap((topic): Block[] => {
    const terms = loaded
      .filter(entry => entry.topic === topic)
      .map(({ name, summary }) => ({ term: `\`git-run-${name}(1)\``, text: `${summary}.` }));
    return [{ heading: `${topic[0]?.toUpperCase()}${topic.slice(1)}` }, { terms }];
  });
}
