/** The terminal UI of the program as it is published, at a pseudo-terminal. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtProgram, type Program } from './program.ts';
import { type Teardown, type TemporaryRepository, temporaryDirectory } from './temporary-repository.ts';
import { openTerminal, type Screen, type TerminalOptions } from './terminal/terminal.ts';

export interface UiOptions extends Omit<TerminalOptions, 'argv' | 'cwd' | 'env'> {
  /** Behind `git-run`; `ui` where absent. */
  readonly words?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Where it is opened. */
export interface UiPlace {
  readonly program: Program;
  readonly on: Pick<TemporaryRepository, 'path' | 'env'>;
}

/** The program, built for the tests of a file. */
export const uiProgram = (t: Teardown): Program => builtProgram(t, ['program', 'ui']);

/** Opens the screen of a repository, 120 × 36, and waits for nothing. It ends with the test. */
export function openUi(t: Teardown, { program, on }: UiPlace, options: UiOptions = {}): Promise<Screen> {
  const { words = ['ui'], cwd = on.path, env = {}, ...size } = options;
  return openTerminal(t, {
    columns: 120,
    rows: 36,
    ...size,
    argv: ['git-run', ...words],
    cwd,
    env: uiEnvironment({ program, on }, env),
  });
}

/** What a program at such a terminal has. */
export function uiEnvironment(
  { program, on }: UiPlace,
  env: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { ...on.env, PATH: program.path, ...env };
}

/** The row of the list that the keys are about: inverse, or of another ground and bold. `x` is where its pane begins. */
export function cursorLine(screen: Pick<Screen, 'lines' | 'cell' | 'rows'>, x = 0): string | undefined {
  // The name of the pane is painted so as well: what counts lies below it.
  for (let y = 2; y < screen.rows(); y++) {
    const { inverse, bold, bg } = screen.cell(x, y);
    if (inverse || (bold && bg !== undefined)) return screen.lines()[y]?.slice(x);
  }
  return undefined;
}

/** Waits until the cursor of the list is on a row with a text. */
export function standsOn(screen: Screen, text: string): Promise<void> {
  return screen.settles(() => cursorLine(screen)?.includes(text) ?? false, `the cursor is on ${text}`);
}

/** The names of the runs that are listed, from the top. */
export function listed(lines: readonly string[], names: readonly string[]): string[] {
  return lines.flatMap(line => names.find(name => line.slice(0, 60).includes(` ${name} `)) ?? []);
}

/** A file that a job waits for; writing it lets the job go on. */
export function gate(t: Teardown): { readonly path: string; open(): void } {
  const path = join(temporaryDirectory(t), 'gate');
  return { path, open: () => writeFileSync(path, '') };
}
