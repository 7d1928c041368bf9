/** What a look over the store found, for people: nothing but a count where all is well. */
import type { RefCheck, RunCheck } from '../run/check.ts';
import { shortId } from '../run/run-id.ts';
import { formatCount, groupDigits } from './format.ts';
import { sanitise } from './sanitise.ts';
import type { Style } from './style.ts';

/** Prints one run that is not whole: what is wrong, a line each, and what can still be had. */
export function printRunCheck({ id, name, state, findings, whole }: RunCheck, style: Style): string {
  const title = name === undefined ? id : `${sanitise(name)} (${shortId(id)})`;
  const shown = findings.slice(0, SHOWN).map(({ message }) => sanitise(message));
  const more = findings.length - shown.length;
  const lines = [
    `${style.bold(title)} ${SAID[state]}`,
    ...shown.map(message => `  ${message}`),
    ...(more > 0 ? [`  and ${formatCount(more, 'more finding')}: --json has them all`] : []),
    `  ${style.dim(`whole: ${whole.length === 0 ? 'nothing' : whole.join(', ')}`)}`,
  ];
  return lines.map(line => `${line}\n`).join('');
}

const SAID: Readonly<Record<RunCheck['state'], string>> = {
  whole: 'is whole',
  hurt: 'is hurt',
  newer: 'was written by a newer git-run',
  partial: 'is not all here',
};

/** So many findings of one run are shown; a lost directory can make thousands. */
const SHOWN = 10;

/** Prints a ref whose record is damaged: of an experiment, a ledger. */
export function printRefCheck({ ref, message }: RefCheck): string {
  return `${sanitise(ref)}: ${sanitise(message)}\n`;
}

/** Sums it up: `1,204 runs whole, 1 hurt`. */
export function printCheckSummary(checks: readonly Pick<RunCheck, 'state'>[]): string {
  const count = (state: RunCheck['state']) => checks.filter(check => check.state === state).length;
  const whole = count('whole');
  const parts = [
    `${groupDigits(whole)} ${whole === 1 ? 'run' : 'runs'} whole`,
    ...(count('partial') === 0 ? [] : [`${groupDigits(count('partial'))} not all here`]),
    ...(count('hurt') === 0 ? [] : [`${groupDigits(count('hurt'))} hurt`]),
    ...(count('newer') === 0 ? [] : [`${groupDigits(count('newer'))} of a newer format: update git-run`]),
  ];
  return parts.join(', ');
}
