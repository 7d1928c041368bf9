/** Long answers go through the pager Git would use. */
import { pageThrough } from '../process/page.ts';
import type { Context } from './context.ts';

/** Prints an answer; through a pager where it is longer than the terminal is high. */
export async function page(
  context: Context,
  text: string,
  { paged = true }: { paged?: boolean } = {},
): Promise<void> {
  const { out, env } = context;
  const lines = text.split('\n').length;
  if (!paged || !out.isTerminal || lines <= (out.rows ?? 24)) {
    out.write(text);
    return;
  }
  const setting = context.opened() ? (await context.repository()).config.get('core.pager') : undefined;
  const pager = env.GIT_PAGER ?? setting ?? env.PAGER ?? 'less';
  if (pager === '' || pager === 'cat') {
    out.write(text);
    return;
  }
  // Git's own defaults: leave short output alone, pass colours, keep the screen.
  await pageThrough(pager, text, { ...env, LESS: env.LESS ?? 'FRX', LV: env.LV ?? '-c' });
}
