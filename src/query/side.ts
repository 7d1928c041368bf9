/** One side of a comparison: a run, ended or still going, or the work tree of now. What is not known of it is absent. */
import type { JsonObject } from '../run/json.ts';
import type { Artifact } from '../run/manifest.ts';
import type { Metrics } from '../run/metric.ts';
import type { Param } from '../run/param.ts';
import type { Command, Input, Outcome, RunStatus } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';
import type { RunRow, WholeRow } from '../run/run-row.ts';
import type { Source } from '../run/source.ts';

export interface Side {
  readonly name: string;
  /** Absent of the work tree, as are its status and start. */
  readonly id?: RunId;
  /** The run's own commit; absent while it is going. */
  readonly commit?: string;
  readonly status?: RunStatus;
  /** ISO 8601, UTC. */
  readonly started?: string;
  /** Seconds; of a run that has ended. */
  readonly duration?: number;
  readonly outcome?: Outcome;
  readonly seed?: string;
  /** The machine's name. */
  readonly host?: string;
  readonly command?: SideCommand;
  readonly params?: Readonly<Record<string, SideParam>>;
  readonly metrics?: Metrics;
  readonly source?: SideSource;
  readonly environment?: JsonObject;
  readonly inputs?: readonly Input[];
  /** Its own and those added later. */
  readonly artifacts?: readonly Artifact[];
}

/** Where it was executed is not known of a run that was only listed. */
export type SideCommand = Pick<Command, 'argv'> & Partial<Pick<Command, 'cwd'>>;

/** Nor where a param was set. */
export type SideParam = Pick<Param, 'value' | 'text'> & Partial<Pick<Param, 'origin'>>;

/** Nor more of the source than its commit. */
export type SideSource = Pick<Source, 'commit'> &
  Partial<Pick<Source, 'tree' | 'branch' | 'omitted' | 'raw' | 'stable'>>;

/** What is compared, in the order it is shown. */
export const SECTIONS = [
  'outcome',
  'command',
  'params',
  'metrics',
  'code',
  'environment',
  'inputs',
  'artifacts',
] as const;

export type Section = (typeof SECTIONS)[number];

/** Whether a side has what a section compares. */
export function knows(side: Side, section: Section): boolean {
  return side[section === 'code' ? 'source' : section] !== undefined;
}

/** What a row tells of a run; its environment, inputs and artifacts are read apart. */
export function sideOfRow(row: RunRow | WholeRow): Side {
  const { id, name, commit, status, started, ended, params, metrics, outcome, host, seed, argv, source } =
    row;
  const run = 'run' in row ? row.run : undefined;
  return {
    ...{ id, name, status, started, params },
    ...(commit !== undefined && { commit }),
    // A run in progress has none that are known.
    ...(outcome !== undefined && { metrics, outcome }),
    ...(host !== undefined && { host }),
    ...(argv !== undefined && { command: run?.command ?? { argv } }),
    ...(source !== undefined && { source: run?.source ?? source }),
    ...(seed !== undefined && { seed }),
    ...(ended !== undefined && { duration: (Date.parse(ended) - Date.parse(started)) / 1000 }),
  };
}
