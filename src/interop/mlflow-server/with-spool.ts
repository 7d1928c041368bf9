/** A directory for files on their way, that nobody else can read, and that is gone when they are, by Ctrl-C too. */
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Makes one below a directory, which is made too, and removes it when what uses it has ended. */
export async function withSpool<Result>(
  below: string,
  use: (spool: string) => Promise<Result>,
): Promise<Result> {
  await mkdir(below, { recursive: true, mode: 0o700 });
  const spool = await mkdtemp(join(below, 'import-'));
  const drop = (signal: NodeJS.Signals) => {
    rmSync(spool, { recursive: true, force: true });
    for (const one of SIGNALS) process.off(one, drop);
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, drop);
  try {
    return await use(spool);
  } finally {
    for (const signal of SIGNALS) process.off(signal, drop);
    await rm(spool, { recursive: true, force: true });
  }
}
