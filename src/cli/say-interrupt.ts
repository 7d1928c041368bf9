import type { Context } from './context.ts';

/** Says what a signal does while a run is being stored: the first nothing, which would be a pity; the second ends us. */
export function sayInterrupt({ say }: Pick<Context, 'say'>): (again: boolean) => void {
  return again =>
    say(
      again
        ? 'git-run: the run is not stored; all of it is kept: git run recover'
        : 'git-run: the job has ended, its run is being stored; once more ends that too',
    );
}
