import { openTerminal } from '../../process/terminal.ts';
import { type Check, ok, warning } from '../check.ts';

/** Whether a job can have a terminal of its own. */
export const terminal: Check = {
  name: 'terminal',
  async look() {
    try {
      const opened = await openTerminal(80, 24);
      opened.closeInput();
      opened.output.destroy();
      return [ok('pseudo-terminals work')];
    } catch (error) {
      const [why = ''] = (error as Error).message.split('\n');
      return [
        warning(
          `no pseudo-terminal: a job at a terminal has a pipe in its place (${why})`,
          'npm rebuild @lydell/node-pty, where git-run is installed',
        ),
      ];
    }
  },
};
