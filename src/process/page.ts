/** A pager: a shell's command line, as Git runs it. */
import { spawn } from 'node:child_process';

/** Shows a text in a pager and waits until it is left. A pager that cannot be started leaves the text on standard output. */
export async function pageThrough(pager: string, text: string, env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn('/bin/sh', ['-c', pager], { env, stdio: ['pipe', 'inherit', 'inherit'] });
  // Ctrl-C belongs to the pager while it is up.
  const ignore = () => {};
  process.on('SIGINT', ignore);
  child.stdin.on('error', () => {});
  child.stdin.end(text);
  const code = await new Promise<number | null>(resolve => {
    child.once('error', () => resolve(127));
    child.once('close', resolve);
  });
  process.off('SIGINT', ignore);
  if (code === 127) process.stdout.write(text);
}
