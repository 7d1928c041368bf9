import * as system from 'node:os';
import type { HostClass } from '../../run/run.ts';

/** The machine we are on, in the terms in which runs are comparable. */
export function hostClass(): HostClass {
  const cpus = system.cpus();
  return {
    name: system.hostname(),
    os: system.platform(),
    arch: system.arch(),
    // Some systems (Linux on ARM) do not name the model.
    cpu: cpus[0]?.model.trim() || 'unknown',
    cpus: cpus.length || system.availableParallelism(),
    memory: system.totalmem(),
  };
}
