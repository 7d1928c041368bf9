/** What the endpoint works with. */
import type { Settings } from '../../config/settings.ts';
import type { Identity, Repository } from '../../git/repository.ts';
import type { Source } from '../../run/source.ts';
import type { Pages } from './pages.ts';

export interface World {
  readonly repository: Repository;
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where runs are said to have been started: absolute, in the work tree. */
  readonly directory: string;
  readonly author: Identity;
  /** What runs that are begun run on, where that is known; else it is looked for. */
  readonly source?: () => Source | undefined;
  /** What people are shown who open an address that a client has printed; absent where there is nothing to see. */
  readonly pages?: Pages;
  /** ms since 1970. */
  now(): number;
  /** Says a line of the conversation. */
  say(line: string): void;
}
