/** The documented shape of one run, all of it, in `show --json`. */
import type { WentOn } from '../run/annotation.ts';
import type { JsonObject } from '../run/json.ts';
import type { Artifact } from '../run/manifest.ts';
import type { ParamOrigin } from '../run/param.ts';
import type { RegisteredVersion } from '../run/registered-model.ts';
import type { Command, HostClass, Input, Lineage, LogSummary, Problem, Resources } from '../run/run.ts';
import { isDirty, type Source } from '../run/source.ts';
import type { KnownRun } from './run-facts.ts';
import { JSON_VERSION, printJson, type RunJson, runJson } from './run-json.ts';
import type { RunDetail } from './run-sections.ts';

/** What a list says of a run, and the rest; of a run in progress only what is known yet. */
export interface RunDetailJson extends Omit<RunJson, 'source' | 'artifacts'> {
  readonly source?: Source & { readonly dirty: boolean };
  /** Where each param was set. */
  readonly origins: Readonly<Record<string, ParamOrigin>>;
  readonly artifacts: readonly Artifact[];
  readonly inputs: readonly Input[];
  readonly environment?: JsonObject;
  readonly command?: Command;
  readonly seed?: string;
  readonly lineage?: readonly Lineage[];
  /** `Name <email>`. */
  readonly author?: string;
  readonly host?: HostClass;
  readonly resources?: Resources;
  readonly log?: LogSummary;
  readonly problems?: readonly Problem[];
  /** Versions of registered models that come from it. */
  readonly registered?: readonly RegisteredVersion[];
  /** The times that it was gone on with after its end; absent where it was not. */
  readonly continued?: readonly Omit<WentOn, 'attempt'>[];
  /** Of lost runs: what was seen instead of an end. */
  readonly why?: string;
}

/** Prints one run: `{"version":1,"run":{…}}`. */
export function printRunJson(detail: RunDetail): string {
  return printJson({ version: JSON_VERSION, run: runDetailJson(detail) });
}

/** One run in its documented shape. */
export function runDetailJson(detail: RunDetail): RunDetailJson {
  const { row, plan, artifacts, inputs, environment, registered = [], wentOn = [] } = detail;
  const { source, artifacts: _, ...listed } = runJson(row);
  const origins: Record<string, ParamOrigin> = Object.create(null);
  for (const [key, { origin }] of Object.entries(row.params)) origins[key] = origin;
  const known = {
    ...{ ...listed, origins, artifacts, inputs, ...(environment !== undefined && { environment }) },
    ...(registered.length > 0 && { registered }),
  };
  if (row.run === undefined) return { ...known, ...plannedJson(plan) };
  const { author, command, seed, lineage, host, resources, log, problems, outcome } = row.run;
  return {
    ...known,
    ...{ command, lineage, host, resources, log, problems },
    ...(author === undefined ? {} : { author }),
    source: { ...row.run.source, dirty: source?.dirty ?? false },
    ...(seed !== undefined && { seed }),
    ...(outcome.status === 'lost' && { why: outcome.why }),
    ...(wentOn.length > 0 && {
      continued: wentOn.map(({ started, ended, author }) => ({ started, ended, author })),
    }),
  };
}

/** Before its end nothing is known of what it took, and of its output. */
function plannedJson({ source, resources: _, log: __, ...planned }: KnownRun = {}): Partial<RunDetailJson> {
  return { ...planned, ...(source && { source: { ...source, dirty: isDirty(source) } }) };
}
