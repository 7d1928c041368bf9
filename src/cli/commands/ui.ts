import { createRequire } from 'node:module';
import { isatty } from 'node:tty';
import { setFlagsFromString } from 'node:v8';
import { UsageError } from '../../run/errors.ts';
import type { Mounted, MountProps } from '../../tui/open.ts';
import { command, flag } from '../command.ts';

/** Opens the terminal UI. */
export const ui = command({
  name: 'ui',
  summary: 'Look at runs, and work with them, in the terminal',
  description:
    'All runs as a table that is sorted, filtered and searched; beside it what one has recorded, its curves, output and ' +
    'files, what differs between some, and where they came from. Runs in progress are among them, and grow as one looks. ' +
    'What changes anything says what it will do, in the commands it comes to, and can be undone, or asks first.\n\n' +
    '? shows the keys of the pane one is in, : runs any command. Without a terminal, git run log, show, diff and plot ' +
    'say the same.',
  args: [],
  options: {
    readOnly: flag('--read-only', 'change nothing, whatever is pressed'),
    noMouse: flag('--no-mouse', 'leave the mouse to the terminal'),
    linear: flag('--linear', 'say in lines what happens, for screen readers, and paint nothing'),
  },
  examples: [{ line: 'git run ui', does: 'and so does git run alone' }],
  async run(context, { options }) {
    if (!context.out.isTerminal || !isatty(0))
      throw new UsageError('the terminal UI needs a terminal', 'git run log');
    const [{ openDesk }, { openScreen }] = await Promise.all([
      import('../ui/desk.ts'),
      import('../../tui/open.ts'),
    ]);
    const desk = await openDesk(context, options);
    try {
      const { stdin, stdout } = process;
      const env = { ...context.env };
      if (options.linear || env.INK_SCREEN_READER === 'true' || desk.setting('linear') === 'true') {
        const { openLinear } = await import('../../tui/linear/open.ts');
        return await openLinear(desk, { streams: { stdin, stdout }, env });
      }
      const mouse = !options.noMouse && desk.setting('mouse') !== 'false';
      return await openScreen(desk, { streams: { stdin, stdout }, env, mouse, load });
    } finally {
      await desk.close();
    }
  },
});

/** A module that only `import` loads, from a program that is compiled as a script: bin/ has the one line that can. */
async function load(): Promise<{ mount(props: MountProps): Mounted }> {
  const requireHere = createRequire(import.meta.url);
  try {
    const { importModule } = requireHere('#bin/import-module.js');
    const loaded = await importModule(requireHere.resolve('#dist/ui.js'));
    // A hundred thousand rows are copied whenever one of them goes on, and V8 would let the heap double before it looks.
    // Not earlier: bytecode is refused where a flag differs.
    setFlagsFromString('--heap-growing-percent=30');
    return loaded;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw error;
    throw new UsageError('dist/ui.js is missing', 'npm run build');
  }
}
