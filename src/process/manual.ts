/** Manual pages are shown by man(1). */
import { spawn } from 'node:child_process';

/** Shows the page in a file and waits until it is left; tells whether it could be shown. */
export async function showManual(file: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const child = spawn('man', [file], { env, stdio: 'inherit' });
  // Ctrl-C belongs to its pager while it is up.
  const ignore = () => {};
  process.on('SIGINT', ignore);
  const code = await new Promise<number | null>(resolve => {
    child.once('error', () => resolve(null));
    child.once('close', resolve);
  });
  process.off('SIGINT', ignore);
  return code === 0;
}
