/** Folding in the background, by a process of its own that outlives this one. */
import { startDetached } from '../process/start.ts';
import type { Folding } from '../record/maintain.ts';
import type { Context } from './context.ts';

/** What starts it; undefined where this is no program that could be started again. */
export function foldingAside({ self, cwd, env }: Context): Folding | undefined {
  if (self === undefined) return undefined;
  return { env, start: () => startDetached([[...self, 'gc', '--auto']], { cwd, env: { ...env } }) };
}
