import { relative } from 'node:path';
import { record } from '../../record/record.ts';
import type { Recorded, RecordRequest } from '../../record/request.ts';
import { isNobodysFault, runUnrecorded } from '../../record/unrecorded.ts';
import { UsageError } from '../../run/errors.ts';
import { sanitise } from '../../view/sanitise.ts';
import type { Assertion } from '../assertions.ts';
import { command, completing, type Input, list, text } from '../command.ts';
import type { Context } from '../context.ts';
import { keyValues } from '../key-value.ts';
import { assertionsOf, endRecording, judged, recordingOf, recordingOptions } from '../recording.ts';
import { reportRecorded } from '../report-recorded.ts';
import { runOptions } from '../run-options.ts';

const options = {
  name: runOptions.name,
  experiment: runOptions.experiment,
  params: completing(
    'param=',
    list(
      '-P, --param <key=value>',
      'a parameter: fills {key} in the command, or else is in GIT_RUN_PARAM_KEY',
    ),
  ),
  ...recordingOptions,
  source: text('--source <commit>', 'run this source (of git run snapshot) in a worktree of its own'),
};

/** Runs a command and records it. */
export const exec = command({
  name: 'exec',
  summary: 'Record a run of any command',
  description:
    'The command runs as it would without git-run: its output, exit code, signals and terminal are its own. ' +
    'Its source, uncommitted edits included, is kept before it starts. `git run -- COMMAND` is the short form. ' +
    'What it logs with mlflow is in its run, unless MLFLOW_TRACKING_URI is set. ' +
    'Without --, a directory or the URL of a Git repository is an MLflow project: `git run exec . -h`.',
  args: ['<command...>'],
  options,
  examples: [
    { line: 'git run -- python train.py --lr 0.1', does: 'lr becomes a parameter of the run' },
    { line: "git run exec -P lr=0.1 -o 'out/*.pt' -- python train.py --lr {lr}", does: 'out/*.pt are kept' },
    { line: "git run exec --assert 'metrics.acc >= 0.9' -- make eval", does: 'a gate: ends with 1 below it' },
    { line: 'git run exec . -e main -P alpha=0.5', does: 'an entry point of an MLproject file' },
    { line: 'git run exec --source $(git run snapshot) -- make', does: 'later, the source of now' },
  ],
  async instead(context, words) {
    if (words.includes('--')) return undefined;
    const { projectIn } = await import('../project-words.ts');
    return projectIn(context, words);
  },
  async run(context, input) {
    const assertions = await assertionsOf(context, input.options);
    const asked = await requestOf(context, input).catch(error => {
      // What lies here is not the source that was asked for.
      const runsHere = input.options.source === undefined && input.args.length > 0;
      if (runsHere && isNobodysFault(error)) return error;
      throw error;
    });
    if (asked instanceof Error) return unrecorded(context, input, { error: asked, assertions });
    const request = asked;
    const recorded =
      input.options.source === undefined
        ? await record(request)
        : await recordSource(context, request, input);
    const { quiet, source } = input.options;
    return endRecording(context, recorded, {
      request,
      assertions,
      quiet,
      worktreeGone: source !== undefined,
    });
  },
});

type ExecInput = Input<typeof options>;

async function unrecorded(
  context: Context,
  { args: argv, options: given }: ExecInput,
  { error, assertions }: { readonly error: Error; readonly assertions: readonly Assertion[] },
): Promise<number> {
  const { cwd: directory, env } = context;
  const recorded = await runUnrecorded(
    { argv, directory, env, params: keyValues(given.params, '-P') },
    error,
  );
  await reportRecorded(context, recorded, { quiet: given.quiet });
  return judged(context, assertions, recorded);
}

async function requestOf(context: Context, { args, options: given }: ExecInput): Promise<RecordRequest> {
  if (args.length === 0) throw new UsageError('there is no command', 'git run -- COMMAND');
  const params = keyValues(given.params, '-P');
  return { ...(await recordingOf(context, given)), argv: args, params };
}

/** Runs a source that was kept before, in a worktree of its own, which is removed when its run is stored. */
async function recordSource(
  context: Context,
  request: RecordRequest,
  { options: given }: ExecInput,
): Promise<Recorded> {
  const { withSourceTree } = await import('../../reproduce/source-tree.ts');
  const { repository } = request;
  const commit = await repository.refs.resolve(given.source as string);
  if (commit === undefined) throw new UsageError(`--source: no commit '${given.source}'`);
  const wish = { repository, env: context.env, commit, link: request.settings.worktreeLink };
  return withSourceTree(wish, tree => {
    for (const { path, oid } of tree.missing) {
      context.say(
        `git-run: the submodule ${sanitise(path)} is not here at ${oid.slice(0, 10)}: it stays empty`,
      );
    }
    return record({
      ...request,
      ...tree.request(relative(repository.place.workTree as string, request.directory)),
      headIsSource: true,
    });
  });
}
