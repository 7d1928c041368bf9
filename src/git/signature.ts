/** Who and when, as a commit carries it: both engines print it from here, so that a run has one id through both. */
import type { Identity } from './repository.ts';

/** Prints `name <email> seconds +0000`. Git's own rule: angle brackets and line breaks cannot stand in a name. */
export function signature({ name, email }: Identity, time: number): string {
  const clean = (text: string) => text.replace(/[<>\n\0]/g, '').trim();
  return `${clean(name)} <${clean(email)}> ${Math.floor(time)} +0000`;
}
