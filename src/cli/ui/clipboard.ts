/** The clipboard of this machine: by the programs that have it, where there is a desktop; over ssh the terminal does it. */
import { collect } from '../../process/collect.ts';
import type { Place } from '../../process/start.ts';

/** So long a program may take, in ms: one whose desktop does not answer is given up. */
const LIMIT = 2000;

/** Gives a text to all that there are; that none is there, or one fails, is no trouble: the terminal was asked as well. */
export async function copyText(text: string, { cwd, env }: Place): Promise<void> {
  const copies = programs(env).map(([program = '', ...args]) =>
    collect(program, args, { cwd, env, input: text, timeout: LIMIT }).catch(() => undefined),
  );
  await Promise.all(copies);
}

/** tmux passes on to its terminal what is loaded with `-w`, also where it takes no sequence of ours. */
export function programs(
  env: NodeJS.ProcessEnv,
  platform = process.platform,
): readonly (readonly string[])[] {
  return [
    ...(env.TMUX ? [['tmux', 'load-buffer', '-w', '-']] : []),
    ...(platform === 'darwin' && !env.SSH_TTY ? [['pbcopy']] : []),
    ...(env.WAYLAND_DISPLAY ? [['wl-copy']] : []),
    ...(env.DISPLAY && !env.WAYLAND_DISPLAY ? [['xclip', '-selection', 'clipboard']] : []),
  ];
}
