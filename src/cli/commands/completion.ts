import { readFile } from 'node:fs/promises';
import { UsageError } from '../../run/errors.ts';
import { command } from '../command.ts';
import { packagePath } from '../package-path.ts';

const FILES: ReadonlyMap<string, string> = new Map([
  ['bash', 'git-run.bash'],
  ['zsh', '_git-run'],
  ['fish', 'git-run.fish'],
]);

/** Prints the script that completes `git run` in a shell. */
export const completion = command({
  name: 'completion',
  summary: 'Print the script that completes git run in bash, zsh or fish',
  description: 'The head of the script says where it goes. It completes git-run and git run.',
  args: ['<shell>'],
  completes: [[...FILES.keys()]],
  options: {},
  examples: [
    { line: 'source <(git run completion bash)', does: 'in this shell, or in ~/.bashrc for all' },
    { line: 'git run completion fish > ~/.config/fish/conf.d/git-run.fish', does: 'for all of fish' },
  ],
  async run(context, { args: [shell] }) {
    const file = FILES.get(shell as string);
    if (file === undefined)
      throw new UsageError(`no completion for '${shell}'; there is one for ${[...FILES.keys()].join(', ')}`);
    context.out.write(await readFile(packagePath(`completion/${file}`), 'utf8'));
    return 0;
  },
});
