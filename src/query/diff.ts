/** Two sides of a comparison, section by section: what differs between two runs, or between a run and the work tree. */
import type { Leaf } from '../run/flatten.ts';
import type { Artifact } from '../run/manifest.ts';
import type { MetricSummary } from '../run/metric.ts';
import type { Input } from '../run/run.ts';
import { type Change, changes } from './changes.ts';
import { byPath, isSameArtifact, isSameMetric } from './compare.ts';
import type { Better } from './direction.ts';
import { environmentFacts } from './environment-facts.ts';
import { counts, factsOf, isSameFact } from './facts.ts';
import { knows, SECTIONS, type Section, type Side, type SideCommand, type SideSource } from './side.ts';
import { type SourceRemark, sourceRemarks } from './source-remarks.ts';

/** A metric, by its last value. */
export interface MetricChange extends Change<MetricSummary> {
  /** The second minus the first; absent where one has none or is NaN. */
  readonly difference?: number;
  /** The difference in terms of the first; absent where that is 0 or infinite. */
  readonly relative?: number;
  readonly direction: Better;
  /** Which of them is better; absent where neither is. */
  readonly better?: 'a' | 'b';
}

export interface RunDiff {
  readonly a: Side;
  readonly b: Side;
  /** Status, duration, seed, host. */
  readonly outcome?: readonly Change<Leaf>[];
  readonly command?: { readonly a: SideCommand; readonly b: SideCommand; readonly same: boolean };
  readonly params?: readonly Change<Leaf>[];
  readonly metrics?: readonly MetricChange[];
  /** The trees of the two sources, and what they do not tell. */
  readonly code?: {
    readonly a: string;
    readonly b: string;
    readonly same: boolean;
    readonly sameTree: boolean;
    readonly remarks: readonly SourceRemark[];
  };
  readonly environment?: {
    readonly facts: readonly Change<Leaf>[];
    readonly packages: readonly Change<Leaf>[];
  };
  readonly inputs?: readonly Change<Input>[];
  readonly artifacts?: readonly Change<Artifact>[];
  /** Sections that were asked for, of which one side has nothing. */
  readonly leftOut: readonly Section[];
  /** Whether all that counts is the same: where it ran, and for how long, does not. */
  readonly same: boolean;
}

export interface DiffOptions {
  readonly sections?: readonly Section[];
  /** Which direction of a metric is better. */
  readonly directionOf: (metric: string) => Better;
}

/** Compares two sides in the sections that both have. */
export function diffSides(a: Side, b: Side, { sections = SECTIONS, directionOf }: DiffOptions): RunDiff {
  const both = sections.filter(section => knows(a, section) && knows(b, section));
  const found = Object.assign(
    {},
    ...both.map(section => compared(a, b, section, directionOf)),
  ) as Partial<RunDiff>;
  return {
    a,
    b,
    ...found,
    leftOut: sections.filter(section => !both.includes(section)),
    same: both.every(section => isSame(found, section)),
  };
}

function compared(
  a: Side,
  b: Side,
  section: Section,
  directionOf: DiffOptions['directionOf'],
): Partial<RunDiff> {
  switch (section) {
    case 'outcome':
    case 'params':
      return { [section]: changes(factsOf(a, section), factsOf(b, section), isSameFact) };
    case 'command':
      return { command: compareCommands(a.command as SideCommand, b.command as SideCommand) };
    case 'metrics': {
      const all = changes(Object.entries(a.metrics ?? {}), Object.entries(b.metrics ?? {}), isSameMetric);
      return { metrics: all.map(change => ({ ...change, ...judged(change, directionOf(change.key)) })) };
    }
    case 'code':
      return a.source && b.source ? { code: compareSources(a.source, b.source) } : {};
    case 'environment':
      return { environment: compareEnvironments(a, b) };
    case 'inputs':
      return { inputs: changes(byPath(a.inputs ?? []), byPath(b.inputs ?? []), isSameInput) };
    case 'artifacts':
      return { artifacts: changes(byPath(a.artifacts ?? []), byPath(b.artifacts ?? []), isSameArtifact) };
  }
}

function compareCommands(a: SideCommand, b: SideCommand): NonNullable<RunDiff['command']> {
  const isSameArgv = a.argv.length === b.argv.length && a.argv.every((word, at) => word === b.argv[at]);
  return { a, b, same: isSameArgv && a.cwd === b.cwd };
}

function judged(
  { a, b }: Change<MetricSummary>,
  direction: Better,
): Omit<MetricChange, keyof Change<MetricSummary>> {
  if (a === undefined || b === undefined) return { direction };
  const difference = b.last - a.last;
  const relative = difference / Math.abs(a.last);
  return {
    direction,
    ...(Number.isNaN(difference) ? {} : { difference }),
    ...(Number.isFinite(relative) ? { relative } : {}),
    ...betterOne(a.last, b.last, direction),
  };
}

/** Any number is better than none. */
function betterOne(a: number, b: number, direction: Better): { better?: 'a' | 'b' } {
  if (Number.isNaN(a) !== Number.isNaN(b)) return { better: Number.isNaN(a) ? 'b' : 'a' };
  if (a === b || Number.isNaN(a)) return {};
  return { better: b > a === (direction === 'max') ? 'b' : 'a' };
}

function compareSources(a: SideSource, b: SideSource): NonNullable<RunDiff['code']> {
  const remarks = sourceRemarks(a, b);
  const sameTree = a.commit === b.commit || (a.tree !== undefined && a.tree === b.tree);
  return {
    a: a.commit,
    b: b.commit,
    same: sameTree && !remarks.some(({ differs }) => differs),
    sameTree,
    remarks,
  };
}

/** Of a run in progress only a part of the environment is known: no more of the other one is compared. */
function compareEnvironments(a: Side, b: Side): NonNullable<RunDiff['environment']> {
  const part = ({ environment = {} }: Side, other: Side) =>
    environmentFacts(
      other.status === 'running'
        ? Object.fromEntries(
            Object.entries(environment).filter(([key]) => Object.hasOwn(other.environment ?? {}, key)),
          )
        : environment,
    );
  const [one, two] = [part(a, b), part(b, a)];
  return {
    facts: changes(one.facts, two.facts, isSameFact),
    packages: changes(one.packages, two.packages, isSameFact),
  };
}

/** By digest; a file that was too large for one, by size and time. */
function isSameInput(a: Input, b: Input): boolean {
  if (a.sha256 !== undefined && b.sha256 !== undefined) return a.sha256 === b.sha256;
  return a.method === b.method && a.size === b.size && a.modified === b.modified;
}

function isSame(found: Partial<RunDiff>, section: Section): boolean {
  if (section === 'command' || section === 'code') return found[section]?.same !== false;
  const { facts = [], packages = [] } = found.environment ?? {};
  const all: readonly Change<unknown>[] =
    section === 'environment' ? [...facts, ...packages] : (found[section] ?? []);
  return all.every(({ key, state }) => state === 'same' || !counts(section, key));
}
