/** How an entry point is run, as a value: the shell's text, and what is recorded of it. */
import type { Fill } from '../../record/plan.ts';
import { commandLine, type Value } from './command-line.ts';
import type { Resolved } from './parameters.ts';
import type { EntryPoint } from './project.ts';

/** What a recording of a project's run is asked. */
export interface ProjectRun {
  /** The shell, and the command with its placeholders. */
  readonly argv: readonly string[];
  readonly params: Readonly<Record<string, string>>;
  readonly fill: Fill;
}

/**
 * Plans a run of an entry point by a shell, whose words are those before its text: `bash -c`. Throws ProjectError where
 * a value has no safe place in the command.
 */
export function planProjectRun(
  shell: readonly string[],
  { command }: EntryPoint,
  { values, extra, written }: Resolved,
): ProjectRun {
  const fill: Fill = (argv, options) => {
    // What is hidden from the record is no path any more.
    const now = (all: ReadonlyMap<string, Value>) =>
      new Map(
        [...all].map(([key, it]) => [key, options[key] === written[key] ? it : { text: `${options[key]}` }]),
      );
    const line = commandLine({ command, values: now(values), extra: now(extra) });
    return { argv: [...argv.slice(0, -1), line], filled: new Set(Object.keys(written)) };
  };
  const argv = [...shell, command];
  // Now, and not when the run has begun.
  fill(argv, written);
  return { argv, params: written, fill };
}
