/** What a look at the set-up found, for people: aligned, with what to type below. */
import type { Finding, FindingState } from '../run/finding.ts';
import { formatCount } from './format.ts';
import { sanitise } from './sanitise.ts';
import type { Paint, Style } from './style.ts';
import { pad, widthOf } from './width.ts';

const STATES: readonly FindingState[] = ['ok', 'warning', 'problem'];

/** Prints findings, a line each, and how many are none to be pleased with. */
export function printFindings(findings: readonly Finding[], style: Style): string {
  const states = Math.max(...STATES.map(state => state.length));
  const checks = Math.max(0, ...findings.map(({ check }) => widthOf(sanitise(check))));
  const indent = ' '.repeat(states + checks + 4);
  let last = '';
  const lines = findings.flatMap(({ check, state, message, remedy }) => {
    const name = check === last ? '' : sanitise(check);
    last = check;
    const mark = paintOf(state, style)(state) + ' '.repeat(states - state.length);
    return [
      `${mark}  ${pad(name, checks)}  ${sanitise(message)}`,
      ...remedy.map(line => `${indent}${style.dim(sanitise(line))}`),
    ];
  });
  return [...lines, '', summary(findings), ''].join('\n');
}

function paintOf(state: FindingState, style: Style): Paint {
  return { ok: style.green, warning: style.yellow, problem: style.red }[state];
}

function summary(findings: readonly Finding[]): string {
  const counts = (['problem', 'warning'] as const)
    .map(state => [findings.filter(finding => finding.state === state).length, state] as const)
    .filter(([count]) => count > 0)
    .map(([count, state]) => formatCount(count, state));
  return counts.length === 0 ? 'all is well' : counts.join(', ');
}
