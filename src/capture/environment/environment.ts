/**
 * The environment of a run: the machine and the software it ran on, as `environment.json`. It holds only what
 * stays from run to run (no times, process or host names), so that equal environments are equal bytes.
 */
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../run/json.ts';
import type { Problem } from '../../run/run.ts';
import type { CaptureContext, CaptureSource, Findings } from '../capture.ts';
import { container, limits } from './confinement.ts';
import { keptVariables } from './environment-variables.ts';
import { openFileFacts } from './file-facts.ts';
import { gpuDevices, gpuDriver } from './gpu.ts';
import { lockFiles } from './lock-files.ts';
import { operatingSystem, processor, text } from './machine.ts';
import { pythonPackages } from './python-packages.ts';

/** What is noted about this machine and its software. */
export const environment: CaptureSource = environmentBelow('/');

/** The same for a machine whose system files are below some root. */
export function environmentBelow(root: string): CaptureSource {
  return {
    name: 'environment',
    before: async context => before(root, context),
    beside: context => beside(root, context),
  };
}

/** Milliseconds only, as the job waits: files, and no program. */
function before(root: string, context: CaptureContext): Findings {
  const facts = openFileFacts(join(context.cache, 'environment', 'file-facts.json'));
  const { parts, problems } = gathered({
    os: () => operatingSystem(root, facts),
    cpu: () => processor(root),
    limits: () => limits(root),
    container: () => container(root, context.env),
    gpu: () => gpuDriver(root),
    locale: () => locale(root, context.env),
    variables: () => ({
      values: keptVariables(context.env, context.settings.environmentKeep),
      complete: true,
    }),
    locks: () => lockFiles(context.workTree, facts),
  });
  facts.save();
  return { environment: { schema: 'git-run/environment@1', ...parts }, problems };
}

/** What needs programs: it takes place while the job runs. */
async function beside(root: string, context: CaptureContext): Promise<Findings> {
  const found = await Promise.all([
    pythonPackages(context).catch(error => failed('python', error)),
    gpuDevices(context, root).catch(error => failed('gpu', error)),
  ]);
  return {
    environment: Object.assign({}, ...found.map(part => part.environment)),
    problems: found.flatMap(part => part.problems ?? []),
  };
}

/** The parts that could be read; one that could not says so itself. */
function gathered(readers: Readonly<Record<string, () => JsonObject>>): {
  parts: JsonObject;
  problems: Problem[];
} {
  const parts: Record<string, JsonObject> = {};
  const problems: Problem[] = [];
  for (const [name, read] of Object.entries(readers)) {
    try {
      parts[name] = read();
    } catch (error) {
      const { environment, problems: found } = failed(name, error);
      Object.assign(parts, environment);
      problems.push(...found);
    }
  }
  return { parts, problems };
}

function failed(part: string, error: unknown): { environment: JsonObject; problems: Problem[] } {
  const message = `the ${part} part of the environment could not be read: ${String(error)}`;
  return {
    environment: { [part]: { complete: false } },
    problems: [{ code: 'environment-unreadable', message }],
  };
}

/** `Intl` would tell the time zone too, and takes 30 ms at its first use. */
function locale(root: string, env: CaptureContext['env']): JsonObject {
  const language = env.LC_ALL || env.LC_CTYPE || env.LANG || null;
  const timeZone = env.TZ || linkedTimeZone(root) || text(root, 'etc/timezone')?.trim() || null;
  return { language, timeZone, complete: timeZone !== null };
}

function linkedTimeZone(root: string): string | undefined {
  try {
    return /zoneinfo\/(.+)$/.exec(readlinkSync(join(root, 'etc/localtime')))?.[1];
  } catch {
    return undefined;
  }
}
