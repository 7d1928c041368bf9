/** Refs through the git program. Never the files below `.git/refs`: with reftable there are none. */
import { GitCommandError, RefConflictError } from '../../run/repository-errors.ts';
import type { Ref, RefChange, Refs } from '../repository.ts';
import type { GitProgram } from './program.ts';

export function nativeRefs(git: GitProgram): Refs {
  return {
    async list(patterns, { newest = false, count } = {}) {
      const output = await git([
        'for-each-ref',
        '--format=%(objectname) %(refname)',
        ...(newest ? ['--sort=-refname'] : []),
        ...(count === undefined ? [] : [`--count=${count}`]),
        ...patterns,
      ]);
      return parseRefs(output.toString());
    },
    async resolve(revision) {
      const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
      const output = await git(args, { ok: [0, 1, 128] });
      // Of a range Git prints both ends before it refuses.
      return /^([0-9a-f]{40,64})\n$/.exec(output.toString())?.[1];
    },
    async update(changes) {
      try {
        await git(['update-ref', '--stdin', '-z'], { input: transaction(changes) });
      } catch (error) {
        throw conflictOf(error) ?? error;
      }
    },
  };
}

/** Reads `for-each-ref` lines. */
export function parseRefs(output: string): Ref[] {
  return output
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const blank = line.indexOf(' ');
      return { oid: line.slice(0, blank), name: line.slice(blank + 1) };
    });
}

/** A transaction for `update-ref --stdin -z`: https://git-scm.com/docs/git-update-ref */
export function transaction(changes: readonly RefChange[]): string {
  return changes
    .map(({ name, from, to }) => {
      if (to === undefined) return `delete ${name}\0${from ?? ''}\0`;
      return from === undefined ? `create ${name}\0${to}\0` : `update ${name}\0${to}\0${from}\0`;
    })
    .join('');
}

/** Git says a lost race only in words; these have been the same since 2.0. */
function conflictOf(error: unknown): RefConflictError | undefined {
  if (!(error instanceof GitCommandError)) return undefined;
  const ref = /cannot lock ref '([^']+)': (?:reference already exists|is at|unable to resolve)/.exec(
    error.data.stderr,
  )?.[1];
  return ref === undefined ? undefined : new RefConflictError(ref);
}
