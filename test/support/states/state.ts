/** States a work tree can be in when a run is recorded, for the round trip there and back. */
import type { SettingOptions } from '../../../src/config/settings.ts';
import {
  gitIn,
  type RepositoryOptions,
  type Teardown,
  type TemporaryRepository,
  temporaryRepository,
} from '../temporary-repository.ts';

/** A work tree, and how git-run is started in it. */
export interface Standing {
  /** The top of the work tree. */
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
  /** From the top. */
  readonly directory?: string;
  readonly options?: SettingOptions;
}

export interface State {
  readonly name: string;
  /** Why it cannot be tried here. */
  readonly skip?: string | false;
  build(t: Teardown): Standing;
  /** What is told of the source, as of `t.match`. */
  readonly source?: object;
  /** What is told of inputs. */
  readonly inputs?: object;
  /** Paths, in latin1, that are not to come back: ignored, or left out and said so. */
  readonly leftOut?: readonly string[];
  /** Whether Git itself does not call clean what came: it lacks a filter, or attributes of then. */
  readonly isForeign?: boolean;
  /** Whether the embedded engine refuses it, naming why. */
  readonly needsGit?: true;
  /** Paths that come though they were not there. */
  readonly more?: readonly string[];
}

/** A state of an ordinary repository. */
export function state(
  name: string,
  { options = {}, ...more }: Omit<State, 'name' | 'build'> & { readonly options?: RepositoryOptions },
  change: (on: TemporaryRepository, t: Teardown) => Partial<Standing> | undefined,
): State {
  return {
    name,
    ...more,
    build(t) {
      const on = temporaryRepository(t, options);
      return { path: on.path, env: on.env, ...change(on, t) };
    },
  };
}

/** Whether a program of Git's is there. */
export function hasGit(...args: string[]): boolean {
  try {
    gitIn('/', { PATH: process.env.PATH ?? '' }, args);
    return true;
  } catch {
    return false;
  }
}
