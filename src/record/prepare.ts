/** Read and plan: everything that must be known before the command starts, found side by side. */
import { join } from 'node:path';
import type { CaptureContext, Findings } from '../capture/capture.ts';
import { hostClass } from '../capture/environment/host.ts';
import { hiddenEditsProblem } from '../capture/hidden-edits.ts';
import { pullRequestOf } from '../capture/pull-request.ts';
import { takeSource } from '../capture/source-tree.ts';
import { sources } from '../capture/sources.ts';
import type { Identity } from '../git/repository.ts';
import { ExperimentExistsError } from '../run/errors.ts';
import type { Experiment } from '../run/experiment.ts';
import type { JsonObject } from '../run/json.ts';
import { defaultName } from '../run/name.ts';
import { type Param, type Params, paramOfText } from '../run/param.ts';
import { GitCommandError, LockedError } from '../run/repository-errors.ts';
import type { Problem } from '../run/run.ts';
import { liveRef } from '../run/run-ref.ts';
import type { Source } from '../run/source.ts';
import { createExperiment, experimentId, findExperiment } from '../store/experiments.ts';
import { authorOf } from './identity.ts';
import type { LiveRun } from './live.ts';
import { fillPlaceholders, joinParams, type RunPlan, withoutSecrets } from './plan.ts';
import type { RecordRequest } from './request.ts';

export interface Preparation {
  readonly plan: RunPlan;
  /** What could not be stored before the start; the job starts all the same. */
  readonly trouble?: Error;
}

export interface Prepared {
  readonly request: RecordRequest;
  readonly live: LiveRun;
  readonly context: CaptureContext;
  /** ms since 1970. */
  readonly started: number;
  readonly withheld: readonly string[];
}

/** Takes the source and asks every source of findings that must see the work tree before the job does. */
export async function prepare(prepared: Prepared): Promise<Preparation> {
  const { request, context, started } = prepared;
  const author = authorOf(request.repository.config, request.env);
  // In this order: the look at the work tree can keep every processor busy, and who comes after it waits for one.
  const [experiment, source, found] = await Promise.all([
    settled(experimentFor(request, author, started)),
    settled(twice(() => sourceOf(prepared, author))),
    before(context),
  ]);
  return {
    plan: planOf(prepared, {
      author,
      found,
      experiment: experiment instanceof Error ? experimentNamed(request.settings.experiment) : experiment,
      ...(source instanceof Error ? {} : { source }),
      problems: [
        ...(author.madeUp ? [noIdentity(author)] : []),
        ...(experiment instanceof Error ? [noExperiment(experiment)] : []),
        ...(source instanceof Error ? [] : hiddenEditsProblem(source)),
      ],
    }),
    ...(source instanceof Error ? { trouble: source } : {}),
  };
}

/** One that was taken before is but kept from gc for this run too; where it is gone meanwhile, it is taken. */
async function sourceOf(prepared: Prepared, author: Identity): Promise<Source> {
  const { request, live } = prepared;
  const { source } = request;
  if (source === undefined) return takeTheSource(prepared, author);
  return request.repository.refs.update([{ name: liveRef(live.id), to: source.commit }]).then(
    () => source,
    () => takeTheSource(prepared, author),
  );
}

async function takeTheSource(
  { request, live, context, started }: Prepared,
  author: Identity,
): Promise<Source> {
  const { repository, settings, headIsSource, laidOut } = request;
  const source = await takeSource({
    repository,
    settings,
    ref: liveRef(live.id),
    message: `Source of run ${live.id}\n`,
    author,
    time: started / 1000,
    cache: context.cache,
    ...(headIsSource ? { headIsSource } : {}),
    ...(laidOut === undefined ? {} : { laidOut }),
  });
  const pullRequest = pullRequestOf(request.env, { config: repository.config, branch: source.branch });
  return { ...source, ...(pullRequest !== undefined && { pullRequest }) };
}

/** What `git gc --prune=now` took away meanwhile, or the end of one git, need not cost the source. */
async function twice<T>(work: () => Promise<T>): Promise<T> {
  return work().catch(error => {
    if (error instanceof GitCommandError) return work();
    throw error;
  });
}

async function settled<T>(promise: Promise<T>): Promise<T | Error> {
  return promise.catch((error: Error) => error);
}

async function experimentFor(
  { repository, settings }: RecordRequest,
  author: Identity,
  now: number,
): Promise<Pick<Experiment, 'id' | 'name'>> {
  const name = settings.experiment;
  const { id } =
    (await findExperiment(repository, name)) ??
    (await createExperiment({ repository, author, now }, { name }).catch(async error => {
      // Two first runs at once: the other one has made it.
      const isRace = error instanceof ExperimentExistsError || error instanceof LockedError;
      const made = isRace && (await findExperiment(repository, name));
      if (made) return made;
      throw error;
    }));
  return { id, name };
}

function experimentNamed(name: string): Pick<Experiment, 'id' | 'name'> {
  return { id: experimentId(name), name };
}

async function before(context: CaptureContext): Promise<Findings[]> {
  const asked = sources.filter(source => source.before !== undefined);
  return Promise.all(
    asked.map(async source => {
      try {
        return await (source.before as NonNullable<typeof source.before>)(context);
      } catch (error) {
        return {
          problems: [{ code: 'capture-failed', message: `${source.name}: ${(error as Error).message}` }],
        };
      }
    }),
  );
}

interface Known {
  readonly author: Identity;
  readonly found: readonly Findings[];
  readonly experiment: Pick<Experiment, 'id' | 'name'>;
  readonly source?: Source;
  readonly problems: readonly Problem[];
}

function planOf({ request, live, context, started, withheld }: Prepared, known: Known): RunPlan {
  const { argv, redacted, params } = withoutSecrets(
    {
      typed: request.argv,
      argv: context.argv,
      options: request.params,
      fill: request.fill ?? fillPlaceholders,
      ...(request.hidden === undefined ? {} : { hidden: request.hidden }),
    },
    joinParams([...known.found.map(findings => findings.params ?? {}), optionParams(request.params)]),
  );
  const place = request.repository.place;
  return {
    version: 1,
    id: live.id,
    name: request.name ?? defaultName(live.id),
    experiment: known.experiment,
    started: new Date(started).toISOString(),
    command: {
      argv,
      cwd: relativeTo(context.workTree, request.directory),
      redacted,
      withheld,
      outputs: request.settings.outputs,
    },
    params,
    tags: request.tags,
    note: request.note,
    ...(request.seed === undefined ? {} : { seed: request.seed }),
    ...(known.source === undefined ? {} : { source: known.source }),
    ...(request.headIsSource ? { headIsSource: true } : {}),
    lineage: request.lineage,
    host: hostClass(),
    environment: Object.assign({}, ...known.found.map(findings => findings.environment ?? {})) as JsonObject,
    inputs: known.found.flatMap(findings => findings.inputs ?? []),
    problems: [...known.problems, ...known.found.flatMap(findings => findings.problems ?? [])],
    author: { name: known.author.name, email: known.author.email },
    settings: request.settings,
    workTree: context.workTree,
    directory: request.directory,
    repository: place.commonDir,
  };
}

function optionParams(options: Readonly<Record<string, string>>): Params {
  const params: Record<string, Param> = Object.create(null);
  for (const [key, text] of Object.entries(options)) params[key] = paramOfText(text, { kind: 'option' });
  return params;
}

function noExperiment(error: Error): Problem {
  return { code: 'no-experiment', message: `its experiment has no record: ${error.message}` };
}

function noIdentity({ name, email }: Identity): Problem {
  return {
    code: 'no-identity',
    message: `Git has no user.name and user.email here: recorded as ${name} <${email}>`,
  };
}

/** From the top, with `/`; `.` is the top. */
function relativeTo(top: string, directory: string): string {
  return directory === top ? '.' : directory.slice(join(top, '/').length);
}
