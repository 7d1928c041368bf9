/** Refs through the git program. Never the files below `.git/refs`: with reftable there are none. */
import { GitCommandError, LockedError, RefConflictError } from '../../run/repository-errors.ts';
import type { DurableNames } from '../durable-names.ts';
import type { Ref, RefChange, Refs } from '../repository.ts';
import type { GitProgram } from './program.ts';

export function nativeRefs(git: GitProgram, names?: Pick<DurableNames, 'movedRef'>): Refs {
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
    async between(bases, heads) {
      if (heads.length === 0) return [];
      const input = [...heads, ...bases.map(base => `^${base}`)].map(line => `${line}\n`).join('');
      const output = await git(['rev-list', '--stdin'], { input });
      return output.toString().split('\n').filter(Boolean);
    },
    async update(changes) {
      try {
        await git(['update-ref', '--stdin', '-z'], { input: transaction(changes) });
        for (const { name } of changes) names?.movedRef(name);
      } catch (error) {
        throw (error instanceof GitCommandError ? refusalOf(error.data.stderr) : undefined) ?? error;
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

/** The lock that git could not take because it is there. Git says so only in words, the same since 2.0. */
export function lockIn(stderr: string): LockedError | undefined {
  const file = /Unable to create '(.+\.lock)': File exists/.exec(stderr)?.[1];
  return file === undefined ? undefined : new LockedError(file);
}

function refusalOf(stderr: string): LockedError | RefConflictError | undefined {
  const ref = /cannot lock ref '([^']+)': (?:reference already exists|is at|unable to resolve)/.exec(
    stderr,
  )?.[1];
  return lockIn(stderr) ?? (ref === undefined ? undefined : new RefConflictError(ref));
}
