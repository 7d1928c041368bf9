/** A section of a side as flat facts by key: what stands side by side when several runs are compared. */
import type { Leaf } from '../run/flatten.ts';
import type { Outcome } from '../run/run.ts';
import { environmentFacts } from './environment-facts.ts';
import type { Section, Side } from './side.ts';

/** The facts of a section; none where the side has no such section. */
export function factsOf(side: Side, section: Section): Map<string, Leaf> {
  return new Map(listed(side, section).filter((fact): fact is [string, Leaf] => fact[1] !== undefined));
}

function listed(side: Side, section: Section): (readonly [string, Leaf | undefined])[] {
  const { outcome, duration, seed, host, command, params = {}, metrics = {}, source } = side;
  switch (section) {
    case 'outcome':
      return [
        ['status', leaf(outcome === undefined ? side.status : endOf(outcome))],
        ['duration', leaf(duration)],
        ['seed', leaf(seed)],
        ['host', leaf(host)],
      ];
    case 'command':
      return [
        ['command', leaf(command?.argv.join(' '))],
        ['directory', leaf(command?.cwd)],
      ];
    case 'params':
      return Object.entries(params);
    case 'metrics':
      return Object.entries(metrics).map(([key, { last }]) => [key, leaf(last)]);
    case 'code':
      return [
        // Equal trees are the same code, whatever their commits are called.
        ['tree', leaf(source?.tree ?? source?.commit)],
        ['branch', leaf(source?.branch)],
      ];
    case 'environment': {
      const { facts, packages } = environmentFacts(side.environment ?? {});
      return [...facts, ...packages];
    }
    case 'inputs':
      return (side.inputs ?? []).map(({ path, sha256, size }) => [path, leaf(sha256 ?? `${size} B`)]);
    case 'artifacts':
      return (side.artifacts ?? []).map(({ path, sha256 }) => [path, leaf(sha256)]);
  }
}

function leaf(value: Leaf['value'] | undefined): Leaf | undefined {
  return value === undefined ? undefined : { value };
}

/** How a run ended, with its code or signal: `failed 1`. */
export function endOf(outcome: Outcome): string {
  switch (outcome.status) {
    case 'failed':
      return `failed ${outcome.exitCode}`;
    case 'killed':
      return `killed ${outcome.signal.replace(/^SIG/, '')}`;
    default:
      return outcome.status;
  }
}

const UNCOUNTED: readonly string[] = ['duration', 'host'];

/** Whether a difference in a key of a section counts: where a run took place, and for how long, does not. */
export function counts(section: Section, key: string): boolean {
  return section !== 'outcome' || !UNCOUNTED.includes(key);
}

/** Whether two facts are the same: 0.1 is not "0.1", NaN is NaN, and how a number was written does not matter. */
export function isSameFact(a: Leaf, b: Leaf): boolean {
  return a.value === b.value || (Number.isNaN(a.value) && Number.isNaN(b.value));
}
