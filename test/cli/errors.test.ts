import t from 'tap';
import { describeError } from '../../src/cli/errors.ts';
import { ContentMissingError, GitLfsMissingError } from '../../src/run/content-errors.ts';
import * as errors from '../../src/run/errors.ts';
import { FilterError } from '../../src/run/filter-errors.ts';
import { FullRunError, RunNotStoredError } from '../../src/run/journal-errors.ts';
import * as repositoryErrors from '../../src/run/repository-errors.ts';

const CASES: readonly [Error, number, readonly string[]][] = [
  [
    new repositoryErrors.NotARepositoryError('/here'),
    1,
    [
      'git-run: not a Git repository (or any of the parent directories): /here',
      '  git init makes one here; git-run keeps its runs in it',
    ],
  ],
  [
    new repositoryErrors.BareRepositoryError('/here'),
    1,
    [
      'git-run: no work tree here, only the repository itself: /here',
      '  go into a work tree of it, or make one: git worktree add ../work',
    ],
  ],
  [
    new FullRunError('x', 'it may have 10000 of them, and has 10000'),
    1,
    [
      'git-run: run x takes no more edits: it may have 10000 of them, and has 10000',
      '  nothing of it was changed; what is to be said belongs into a run of its own',
    ],
  ],
  [
    new repositoryErrors.TooLargeError('run.json of x', 'it holds more than 2 values'),
    1,
    [
      'git-run: run.json of x is not read: it holds more than 2 values',
      '  nothing that is meant well is so large: do not trust where it came from',
    ],
  ],
  [
    new ContentMissingError(['model.pt']),
    1,
    [
      "git-run: the bytes of 'model.pt' are not here: the run has but a Git LFS pointer to them",
      '  git run fetch REMOTE RUN-ID brings them, where a push has sent them; else they are in the clone that made the run',
    ],
  ],
  [
    new GitLfsMissingError('darwin'),
    1,
    [
      'git-run: large files are sent and brought by git-lfs, and there is none on PATH',
      '  brew install git-lfs; nothing else needs to be set up',
      '  --no-artifacts leaves large files where they are',
    ],
  ],
  [new repositoryErrors.RemoteError('http://h', 'no'), 1, ['git-run: http://h: no']],
  [new repositoryErrors.RemoteError('http://h', 'no', 'yes'), 1, ['git-run: http://h: no', '  yes']],
  [
    new repositoryErrors.LockedError('/here/.git/a b.lock'),
    1,
    [
      'git-run: another git process holds /here/.git/a b.lock, or one that was killed has left it',
      "  if no git is at work here: rm '/here/.git/a b.lock'",
    ],
  ],
  [new errors.UsageError('no'), 2, ['git-run: no']],
  [new errors.UsageError('no', 'git run yes'), 2, ['git-run: no', '  git run yes']],
  [new errors.SettingsError('git-run.yaml:3', 'no'), 2, ['git-run: git-run.yaml:3: no']],
  [
    new errors.RunNotFoundError('swift-oter', ['swift-otter', 'swift-goat']),
    1,
    [
      "git-run: no run matches 'swift-oter'",
      "  did you mean 'swift-otter' or 'swift-goat'?",
      '  git run log lists the runs',
    ],
  ],
  [
    new errors.AmbiguousRunError('x', [
      { id: 'a1', label: 'one' },
      { id: 'b2', label: 'two' },
    ]),
    1,
    [
      "git-run: 'x' matches 2 runs",
      '  a1  one',
      '  b2  two',
      '  name it by its id, or by the last characters of it',
    ],
  ],
  [
    new errors.RunNotEndedError('a1'),
    1,
    ['git-run: run a1 has not ended yet', '  git run tail -f follows it, git run stop ends it'],
  ],
  [new errors.NoLiveRunError(), 1, ['git-run: no run is going']],
  [
    new errors.NoLiveRunError('a'),
    1,
    [
      'git-run: run a is not going on this machine',
      '  git run log --status running lists those that are going',
    ],
  ],
  [
    new errors.ExperimentNotFoundError('digts', ['digits']),
    1,
    [
      "git-run: no experiment 'digts'",
      "  did you mean 'digits'?",
      '  git run experiment list shows them all',
    ],
  ],
  [
    new errors.NewerFormatError('run.json of 1a', 2, 1),
    1,
    [
      'git-run: run.json of 1a is of format 2, this git-run reads up to 1',
      '  a newer git-run wrote it: npm install --global git-run@latest',
    ],
  ],
  [
    new RunNotStoredError('x', new Error('no room'), '/journal'),
    1,
    [
      'git-run: run x could not be stored: no room',
      '  what it left is kept in /journal; when it can be written there again: git run recover',
    ],
  ],
  [
    new RunNotStoredError('x', new Error('no room'), undefined),
    1,
    ['git-run: run x could not be stored: no room', '  no journal could be kept either; nothing was kept'],
  ],
  [
    new errors.MissingDashesError('python', 'git run -- python'),
    125,
    ["git-run: to record 'python', put -- before it", '  git run -- python'],
  ],
];

t.test('an error says what happened and what to type next, and has its exit code', async t => {
  for (const [error, exitCode, lines] of CASES) t.same(describeError(error), { lines, exitCode }, error.name);
});

t.test('every error on purpose has words of one form', async t => {
  const all = [
    ...CASES.map(([error]) => error),
    new errors.ArtifactNotFoundError('run', 'path', ['other']),
    new errors.CorruptRecordError('record', 'why'),
    new errors.DigestMismatchError('path', 'a', 'b'),
    new repositoryErrors.GitCommandError(['log'], 1, 'fatal: no'),
    new repositoryErrors.GitMissingError(),
    new repositoryErrors.RefConflictError('refs/x'),
    new errors.ExperimentExistsError('x'),
    new errors.WouldOverwriteError('path', 'why'),
    new errors.UnfinishedCheckoutError('path'),
    new errors.UnsafePathError('path', 'why'),
    new errors.MissingForRerunError('run', ['data']),
    new errors.UntrustedRunError('run', ['rm', '-rf']),
    new errors.CommandNotRunnableError('x', 127),
  ];
  for (const error of all) {
    const [first, ...hints] = describeError(error).lines;
    t.match(first, /^git-run: \S/, error.name);
    for (const hint of hints) t.match(hint, /^ {2}\S/, `${error.name}: hints are indented`);
  }
});

t.test('what strangers named cannot reach the terminal', async t => {
  const { lines } = describeError(new errors.RunNotFoundError('\x1b[2J', ['\x1b]0;x\x07']));
  t.notMatch(lines.join('\n'), '\x1b');
});

t.test('a filter is shown with a mark at its trouble', async t => {
  const text = 'tags.é\n = 1 and metrcs.acc > 1';
  const { lines, exitCode } = describeError(
    new FilterError(text, 'there is no such field', { at: 16, end: 26 }, ['metrics.acc']),
  );
  t.equal(exitCode, 2);
  t.same(lines, [
    'git-run: filter, column 17: there is no such field',
    '  tags.é\\u{a} = 1 and metrcs.acc > 1',
    '                      ^^^^^^^^^^',
    "  did you mean 'metrics.acc'?",
  ]);
});

t.test('ten candidates are enough', async t => {
  const many = Array.from({ length: 30 }, (_, index) => ({ id: `id${index}`, label: 'x' }));
  t.equal(describeError(new errors.AmbiguousRunError('x', many)).lines.length, 12);
});

t.test('trouble of the world is no mistake of ours', async t => {
  const full = Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  t.same(describeError(full), { lines: ['git-run: ENOSPC: no space left on device'], exitCode: 1 });
});

t.test('a mistake of ours says so, with the place of it', async t => {
  const { lines, exitCode } = describeError(new TypeError('x is not a function'));
  t.equal(exitCode, 255);
  t.match(lines[0], 'it is a mistake in git-run');
  t.match(lines[1], /TypeError: x is not a function\n {4}at /);
  t.equal(describeError('just a text').exitCode, 255);
});
