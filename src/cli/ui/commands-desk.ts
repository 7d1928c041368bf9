/** Commands that the screen has done: in processes of their own, so that nothing they do can hurt it. */
import { ended } from '../../process/collect.ts';
import { startAside, startPiped } from '../../process/start.ts';
import type { Command, Desk } from '../../tui/desk.ts';
import type { Context } from '../context.ts';
import { ownWords } from '../own-words.ts';
import { attach } from './attach.ts';
import { copyText } from './clipboard.ts';
import { commandNature } from './command-nature.ts';

type CommandsPart = Pick<Desk, 'perform' | 'attach' | 'natureOf' | 'start' | 'copy'>;

export function commandsDesk(context: Context): CommandsPart {
  const { cwd, env } = context;
  return {
    perform: (command, hear) => perform(context, command, hear),
    attach: command => attach(wordsOf(context, command), { cwd, env }),
    natureOf: words => commandNature(context, words),
    // The job that it records gets the environment as it is.
    async start(command) {
      const { code, said } = await startAside(wordsOf(context, command), { cwd, env });
      return { exitCode: code ?? 1, said };
    },
    copy: text => copyText(text, { cwd, env }),
  };
}

/** Nobody answers a question there, and nobody pages. */
async function perform(context: Context, command: Command, hear: (text: string) => void): Promise<number> {
  const [program = '', ...args] = wordsOf(context, command);
  const env = { ...context.env, GIT_PAGER: 'cat', GIT_TERMINAL_PROMPT: '0' };
  const child = startPiped(program, args, { cwd: context.cwd, env });
  child.stdin.on('error', () => {}).end();
  for (const stream of [child.stdout, child.stderr]) {
    const decoder = new TextDecoder();
    stream.on('data', (bytes: Buffer) => hear(decoder.decode(bytes, { stream: true })));
  }
  try {
    return (await ended(child)).code ?? 1;
  } catch (error) {
    hear(`${(error as Error).message}\n`);
    return NOT_FOUND;
  }
}

/** As a shell says it. */
const NOT_FOUND = 127;

/** Our own program is the one that runs. */
function wordsOf(context: Context, { program, words }: Command): string[] {
  return program === 'git' ? ['git', ...words] : [...ownWords(context), ...words];
}
