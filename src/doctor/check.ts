/** What a check is: a look at one part of the set-up, which changes nothing. */
import type { Repository } from '../git/repository.ts';
import type { Finding, FindingState } from '../run/finding.ts';

/** The set-up as `git run` meets it. */
export interface Setup {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** ms since 1970. */
  readonly now: number;
}

export interface OpenSetup extends Setup {
  readonly repository: Repository;
}

/** What was found; `check` names the part of a check that it is about. */
export type Found = Omit<Finding, 'check'> & { readonly check?: string };

/** One that needs a repository is passed over where there is none. */
export interface Check<Needs = Setup> {
  readonly name: string;
  look(setup: Needs): readonly Found[] | Promise<readonly Found[]>;
}

export const ok = (message: string): Found => found('ok', message, []);
export const warning = (message: string, ...remedy: string[]): Found => found('warning', message, remedy);
export const problem = (message: string, ...remedy: string[]): Found => found('problem', message, remedy);

function found(state: FindingState, message: string, remedy: readonly string[]): Found {
  return { state, message, remedy };
}
