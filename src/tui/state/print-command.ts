/** Commands for people to read. */
import { sanitise } from '../../view/sanitise.ts';
import { shellQuote } from '../../view/shell-quote.ts';
import type { Command } from '../desk.ts';

/** Prints a command as it would be typed. */
export function printCommand({ program, words }: Command): string {
  return sanitise(`${program} ${shellQuote(words)}`);
}
