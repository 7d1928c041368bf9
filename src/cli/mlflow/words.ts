/** What commands in MLflow's spelling have in common: options, and answers as MLflow prints them. */
import { VIEW_TYPES } from '../../interop/mlflow/view-type.ts';
import { UsageError } from '../../run/errors.ts';
import { formatTime } from '../../view/format.ts';
import { sanitise } from '../../view/sanitise.ts';
import { completing, text } from '../command.ts';
import type { Context } from '../context.ts';

/** Which of experiments or runs. */
export const viewOption = completing(
  VIEW_TYPES,
  text('-v, --view <view>', 'active_only, if not given; deleted_only or all'),
);

/** Which experiment. */
export const experimentOption = completing(
  'experiment',
  text('-x, --experiment-id <id>', 'the experiment: its id, or its name; 0 is default'),
);

/** Which run. */
export const runOption = completing('run', text('-r, --run-id <run>', 'the run: its id, or its name'));

/** The value of an option that MLflow requires. Throws UsageError. */
export function needed(value: string | undefined, option: string): string {
  if (value === undefined) throw new UsageError(`${option} is needed`);
  return value;
}

/** Prints what MLflow prints, to the byte in a pipe; a terminal is not to be trusted with what people have named. */
export function answer({ out }: Context, said: string): number {
  out.write(`${out.isTerminal ? sanitise(said, { newlines: true }) : said}\n`);
  return 0;
}

/** Says a line as MLflow's log has it. */
export function sayLogged(context: Context, logger: string, line: string): void {
  const time = formatTime(context.now(), context.zone).slice(0, 19).replaceAll('-', '/');
  context.say(`${time} INFO ${logger}: ${sanitise(line)}`);
}
