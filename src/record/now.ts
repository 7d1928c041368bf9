/** The work tree as it is now, in the terms of a run: what `exec` would record before its command starts, and nothing is recorded. */
import { resolve } from 'node:path';
import type { CaptureContext, CaptureSource, Findings } from '../capture/capture.ts';
import { environment } from '../capture/environment/environment.ts';
import { hostClass } from '../capture/environment/host.ts';
import { inputs } from '../capture/files/inputs.ts';
import { paramsArgv } from '../capture/params/params-argv.ts';
import { paramsFiles } from '../capture/params/params-files.ts';
import { takeSource } from '../capture/source-tree.ts';
import type { Settings } from '../config/settings.ts';
import { childEnvironment } from '../exec/child-environment.ts';
import type { Repository } from '../git/repository.ts';
import type { JsonObject } from '../run/json.ts';
import type { Params } from '../run/param.ts';
import type { Command, HostClass, Input, Problem } from '../run/run.ts';
import { liveRef } from '../run/run-ref.ts';
import type { Source } from '../run/source.ts';
import { redactEnvironment, redactParams } from '../secrets/redact.ts';
import { dropAnchor } from '../store/anchor.ts';
import { newRunId } from '../store/new-id.ts';
import { authorOf } from './identity.ts';
import { cacheDirectory } from './live.ts';
import { joinParams } from './plan.ts';

export interface NowRequest {
  readonly repository: Repository;
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The command that would be executed: its flags are params, and files it names are inputs. */
  readonly command: Pick<Command, 'argv' | 'cwd'>;
  /** ms since 1970. */
  readonly now: number;
}

export interface Now {
  readonly source: Source;
  readonly params: Params;
  readonly environment: JsonObject;
  readonly inputs: readonly Input[];
  readonly host: HostClass;
  readonly problems: readonly Problem[];
}

/**
 * Takes the state of now and hands it to who asks. Its source commit is kept from gc until that has ended, and no longer:
 * no ref stays, and nothing of the user's is written. Throws what taking a source throws.
 */
export async function withNow<T>(request: NowRequest, use: (now: Now) => Promise<T>): Promise<T> {
  const { repository } = request;
  const id = newRunId(request.now);
  try {
    const [source, ...found] = await Promise.all([
      sourceOf(request, liveRef(id)),
      ...findings(contextOf(request)),
    ]);
    return await use({ source, host: hostClass(), ...joined(found) });
  } finally {
    await dropAnchor(repository.refs, id);
  }
}

function sourceOf({ repository, settings, env, now }: NowRequest, ref: string): Promise<Source> {
  return takeSource({
    repository,
    settings,
    ref,
    message: 'Source of now\n',
    author: authorOf(repository.config, env),
    time: now / 1000,
    cache: cacheDirectory(repository.place.commonDir),
  });
}

function contextOf({ repository, settings, env, command }: NowRequest): CaptureContext {
  const workTree = repository.place.workTree as string;
  const cache = cacheDirectory(repository.place.commonDir);
  return {
    repository,
    settings,
    workTree,
    directory: resolve(workTree, command.cwd),
    argv: command.argv,
    env: childEnvironment(env, {}).env,
    // No job writes there: these sources do not look.
    live: cache,
    cache,
  };
}

/** Of what is noted about a run, the part that is there without one. */
function findings(context: CaptureContext): Promise<Findings>[] {
  const ended = AbortSignal.abort();
  return [
    ...[paramsFiles, paramsArgv, environment, inputs].map(source => quiet(source, source.before?.(context))),
    quiet(environment, environment.beside?.(context, ended)),
  ];
}

async function quiet(
  { name }: CaptureSource,
  found: Promise<Findings> = Promise.resolve({}),
): Promise<Findings> {
  return found.catch((error: Error) => ({
    problems: [{ code: 'capture-failed', message: `${name}: ${error.message}` }],
  }));
}

function joined(found: readonly Findings[]): Pick<Now, 'params' | 'environment' | 'inputs' | 'problems'> {
  return {
    params: redactParams(joinParams(found.map(({ params = {} }) => params))),
    environment: redactEnvironment(
      Object.assign({}, ...found.map(one => one.environment ?? {})) as JsonObject,
    ),
    inputs: found.flatMap(one => one.inputs ?? []),
    problems: found.flatMap(one => one.problems ?? []),
  };
}
