/**
 * Everything that is known of a run before its command starts. It is the journal's first entry: from it and what
 * the job leaves behind, `finish` makes the run, whether at its end or after a crash.
 */
import type { Settings } from '../config/settings.ts';
import type { Identity } from '../git/repository.ts';
import type { Experiment } from '../run/experiment.ts';
import type { JsonObject } from '../run/json.ts';
import { ORIGIN_RANK, type Param, type Params } from '../run/param.ts';
import { paramsOfArgv } from '../run/param-argv.ts';
import type { Command, HostClass, Input, Lineage, Problem } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';
import type { Source } from '../run/source.ts';
import { REDACTED, redactArgv, redactParams } from '../secrets/redact.ts';
import { isSecretName } from '../secrets/secret-name.ts';

export interface RunPlan {
  readonly version: 1;
  readonly id: RunId;
  readonly name: string;
  readonly experiment: Pick<Experiment, 'id' | 'name'>;
  /** ISO 8601, UTC. */
  readonly started: string;
  readonly command: Command;
  readonly params: Params;
  readonly tags: Readonly<Record<string, string>>;
  readonly note: string;
  readonly seed?: string;
  /** Absent where it could not be stored: then it is stored late, and the run says so. */
  readonly source?: Source;
  /** HEAD is a source commit: what is new in it is as new as it was in the first run of it. */
  readonly headIsSource?: boolean;
  readonly lineage: readonly Lineage[];
  readonly host: HostClass;
  readonly environment: JsonObject;
  readonly inputs: readonly Input[];
  readonly problems: readonly Problem[];
  readonly author: Identity;
  readonly settings: Settings;
  readonly workTree: string;
  /** The job's working directory, absolute. */
  readonly directory: string;
  /** The repository's common Git directory: a spooled run must find its way home. */
  readonly repository: string;
}

/** Joins parameters from several finders; where two set one key, the origin nearest to the program wins. */
export function joinParams(found: readonly Params[]): Params {
  const joined: Record<string, Param> = Object.create(null);
  for (const params of found) {
    for (const [key, param] of Object.entries(params)) {
      const other = joined[key];
      if (other === undefined || ORIGIN_RANK[param.origin.kind] >= ORIGIN_RANK[other.origin.kind])
        joined[key] = param;
    }
  }
  return joined;
}

/** A command as it is executed, and which keys had a place in it. */
export interface Filled {
  readonly argv: readonly string[];
  readonly filled: ReadonlySet<string>;
}

/** How the values of `-P key=value` come into a command that was typed. */
export type Fill = (argv: readonly string[], options: Readonly<Record<string, string>>) => Filled;

/** Leaves a command as it stands, such as one that was filled before. */
export const leaveUnfilled: Fill = argv => ({ argv, filled: new Set() });

/** Fills `{key}` in a command with the values of `-P key=value`. */
export const fillPlaceholders: Fill = (argv, options) => {
  const filled = new Set<string>();
  const words = argv.map(word =>
    word.replace(/\{([^{}]+)\}/g, (whole, key: string) => {
      const value = Object.hasOwn(options, key) ? options[key] : undefined;
      if (value === undefined) return whole;
      filled.add(key);
      return value;
    }),
  );
  return { argv: words, filled };
};

export interface FilledCommand {
  /** As typed, placeholders and all. */
  readonly typed: readonly string[];
  /** As executed. */
  readonly argv: readonly string[];
  /** The values of `-P key=value`. */
  readonly options: Readonly<Record<string, string>>;
  readonly fill: Fill;
  /** Words that are known to hold a secret, as they may be shown, by their places. */
  readonly hidden?: ReadonlyMap<number, string>;
}

/** A command and parameters found as they may be stored: without secrets, also not those a placeholder was filled with. */
export function withoutSecrets(
  { typed, argv, options, fill, hidden }: FilledCommand,
  found: Params,
): { readonly argv: readonly string[]; readonly redacted: readonly number[]; readonly params: Params } {
  const harmless = Object.entries(options).map(([key, text]) => [key, isSecretName(key) ? REDACTED : text]);
  const harmlessArgv = fill(typed, Object.fromEntries(harmless)).argv;
  const shown = redactArgv(harmlessArgv.map((word, index) => hidden?.get(index) ?? word)).argv;
  const redacted = [...shown.keys()].filter(index => shown[index] !== argv[index]);
  const inShown = paramsOfArgv(shown);
  const params: Record<string, Param> = Object.create(null);
  for (const [key, param] of Object.entries(found)) {
    const { origin } = param;
    const isHidden = origin.kind === 'argv' && redacted.includes(origin.index);
    params[key] = isHidden ? (inShown[key] ?? { value: REDACTED, origin }) : param;
  }
  return { argv: shown, redacted, params: redactParams(params) };
}

/** The environment variable a parameter without a placeholder reaches the child by. */
export function paramVariable(key: string): string {
  return `GIT_RUN_PARAM_${key.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}
