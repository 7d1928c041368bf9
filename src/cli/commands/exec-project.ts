import { existsSync } from 'node:fs';
import { printAddress } from '../../git/remote/remote-url.ts';
import { findEntryPoint } from '../../interop/mlproject/entry-point.ts';
import { ENVIRONMENT_MANAGERS, managerOf } from '../../interop/mlproject/environment.ts';
import { fetchProject } from '../../interop/mlproject/fetch-project.ts';
import { directoryIn, findSource, type ProjectSource } from '../../interop/mlproject/find-source.ts';
import { resolveParameters } from '../../interop/mlproject/parameters.ts';
import { planProjectRun } from '../../interop/mlproject/plan-run.ts';
import type { Project } from '../../interop/mlproject/project.ts';
import { parseProjectUri } from '../../interop/mlproject/project-uri.ts';
import { readProject } from '../../interop/mlproject/read-project.ts';
import { findProgram } from '../../process/find-program.ts';
import { record } from '../../record/record.ts';
import type { Recorded, RecordRequest } from '../../record/request.ts';
import { UsageError } from '../../run/errors.ts';
import { snapshotRef } from '../../run/run-ref.ts';
import { newRunId } from '../../store/new-id.ts';
import { sanitise } from '../../view/sanitise.ts';
import { command, completing, type Input, list, text } from '../command.ts';
import type { Context } from '../context.ts';
import { keyValues } from '../key-value.ts';
import { projectEnvironment } from '../project-environment.ts';
import { assertionsOf, endRecording, recordingOf, recordingOptions } from '../recording.ts';

const options = {
  entry: text('-e, --entry-point <name>', 'what of the project to run: `main`, or one of its scripts'),
  params: completing(
    'param=',
    list('-P, --param-list <key=value>', 'a parameter of the entry point', '--param'),
  ),
  version: text(
    '-v, --version <commit>',
    'the branch, tag or commit of the project, in a worktree of its own',
  ),
  manager: completing(
    ENVIRONMENT_MANAGERS,
    text('--env-manager <manager>', 'what builds the environment it asks for; `local` builds none'),
  ),
  experiment: completing(
    'experiment',
    text('--experiment-name <name>', 'the experiment it belongs to', '--experiment'),
  ),
  name: text('--run-name <name>', 'what to call the run', '--name'),
  ...recordingOptions,
};

/** Runs an entry point of an MLflow project and records it: `exec`, where its first word is one. */
export const execProject = command({
  name: 'exec',
  summary: 'Record a run of an MLflow project',
  description:
    'The project is a directory with an MLproject file, or the URL of a Git repository; # and a path behind it name a ' +
    'directory within. Its entry point runs in a shell, in the directory of the project, and in the environment of now.',
  args: ['<project>'],
  completes: ['directory'],
  options,
  examples: [
    { line: 'git run exec . -P alpha=0.5', does: 'the entry point main' },
    { line: 'git run exec ml#digits -e test.py', does: 'a script of ml/digits' },
    { line: 'git run exec https://example.com/x.git -v v1.2', does: 'of another repository' },
  ],
  async run(context, input) {
    const { options: given, args } = input;
    const assertions = await assertionsOf(context, given);
    const uri = parseProjectUri(args[0] as string);
    const params = givenParams(given.params);
    const request = await recordingOf(context, given);
    const source = await findSource({
      repository: request.repository,
      cwd: context.cwd,
      env: context.env,
      uri,
      ...(given.version === undefined ? {} : { version: given.version }),
    });
    const run = { context, input, params, request };
    const recorded = await recordFrom(run, source);
    const worktreeGone = source.kind !== 'work tree';
    return endRecording(context, recorded, { request, assertions, quiet: given.quiet, worktreeGone });
  },
});

interface AskedRun {
  readonly context: Context;
  readonly input: Input<typeof options>;
  readonly params: Readonly<Record<string, string>>;
  readonly request: Omit<RecordRequest, 'argv' | 'params'>;
}

/** As MLflow has it: of a key that stands there twice nobody knows which is meant. */
function givenParams(words: readonly string[]): Record<string, string> {
  const params = keyValues(words, '-P');
  const keys = words.map(word => word.slice(0, word.indexOf('=')));
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) throw new UsageError(`Repeated parameter: '${twice}'`);
  return params;
}

async function recordFrom(run: AskedRun, source: ProjectSource): Promise<Recorded> {
  const { repository } = run.request;
  switch (source.kind) {
    case 'work tree': {
      const commit = await repository.refs.resolve('HEAD');
      const top = repository.place.workTree as string;
      return recordIn(
        run,
        { ...run.request, directory: source.directory },
        { top, ...(commit && { commit }) },
      );
    }
    case 'commit':
      return recordCommit(run, source, { commit: source.commit });
    case 'elsewhere': {
      const ref = snapshotRef(newRunId(run.context.now()));
      const { env, interactive } = run.context;
      const { commit, original } = await fetchProject({ ...source, repository, env, ref, interactive });
      try {
        const of = { commit: original, url: printAddress(source.url) };
        return await recordCommit(run, { commit, within: source.within, isCopy: true }, of);
      } finally {
        // The run has it now; what is left of the ref costs nobody the end of the job.
        await repository.refs.update([{ name: ref, from: commit }]).catch(() => {});
      }
    }
  }
}

/** What is known of the commit that runs, where it was first. */
interface Origin {
  readonly commit?: string;
  readonly url?: string;
}

interface CommitToRun {
  readonly commit: string;
  readonly within: string;
  /** Whether it is a source commit, and none of the user's own. */
  readonly isCopy?: boolean;
}

/** Runs a commit in a worktree of its own, which is removed when its run is stored. */
async function recordCommit(
  run: AskedRun,
  { commit, within, isCopy = false }: CommitToRun,
  origin: Origin,
): Promise<Recorded> {
  const { withSourceTree } = await import('../../reproduce/source-tree.ts');
  const { context, request } = run;
  const wish = {
    repository: request.repository,
    env: context.env,
    commit,
    // What another project lacks is nothing that lies here.
    link: isCopy ? [] : request.settings.worktreeLink,
  };
  return withSourceTree(wish, async tree => {
    for (const { path, oid } of tree.missing)
      context.say(
        `git-run: the submodule ${sanitise(path)} is not here at ${oid.slice(0, 10)}: it stays empty`,
      );
    const directory = await directoryIn(tree.path, within);
    const there = { ...request, ...tree.request(within), directory, ...(isCopy && { headIsSource: true }) };
    return recordIn(run, there, { top: tree.path, ...origin });
  });
}

/** Records the entry point in the directory of the project. */
async function recordIn(
  { context, input, params: given }: AskedRun,
  request: Omit<RecordRequest, 'argv' | 'params'>,
  { top, ...origin }: Origin & { readonly top: string },
): Promise<Recorded> {
  const { directory } = request;
  const entry = input.options.entry ?? 'main';
  const project = await readProject(directory);
  const entryPoint = findEntryPoint(project, entry);
  const places = { caller: context.cwd, project: directory, top, exists: existsSync };
  const resolved = resolveParameters({ declared: entryPoint.parameters, given }, places);
  const run = (shell: readonly string[]) => planProjectRun(shell, entryPoint, resolved);
  // Before anything is built.
  run([]);
  const { env, shell = shellOf(request) } = await projectEnvironment(context, input.options, {
    ...request,
    project,
  });
  return record({
    ...request,
    ...run(shell),
    env,
    tags: { ...tagsOf(input, project, origin), ...request.tags },
  });
}

/** The shell that runs commands, as MLflow has it, or the one there is. */
function shellOf({ directory, env }: Pick<RecordRequest, 'directory' | 'env'>): string[] {
  try {
    findProgram('bash', directory, env);
    return ['bash', '-c'];
  } catch {
    return ['sh', '-c'];
  }
}

/** What MLflow notes of a project's run. */
function tagsOf(
  { args, options: { entry = 'main', manager = 'local' } }: AskedRun['input'],
  { environment }: Project,
  { commit, url }: Origin,
): Record<string, string> {
  const built = manager === 'local' ? undefined : ((environment && managerOf(environment)) ?? 'virtualenv');
  return {
    'mlflow.source.name': printAddress(args[0] as string),
    'mlflow.source.type': 'PROJECT',
    'mlflow.project.entryPoint': entry,
    'mlflow.project.backend': 'local',
    ...(built === undefined ? {} : { 'mlflow.project.env': built }),
    ...(commit === undefined ? {} : { 'mlflow.source.git.commit': commit }),
    ...(url === undefined ? {} : { 'mlflow.source.git.repoURL': url }),
  };
}
