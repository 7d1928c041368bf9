/** Runs commands through `execute` in a process of its own, and reads what it tells. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Test } from 'tap';

export interface Told {
  readonly pid?: number;
  readonly stream?: string;
  readonly text?: string;
  readonly problem?: { readonly code: string };
  readonly exit?: unknown;
  readonly bytes?: Record<string, number>;
  readonly maxRSS?: number;
  readonly listeners?: number;
  readonly error?: { readonly name: string; readonly data: unknown };
}

export interface Driven {
  readonly process: ChildProcess;
  /** What was told so far. */
  told(): Told[];
  /** The text of a stream so far. */
  text(stream: string): string;
  /** Waits until something has been told. */
  until(seen: (driven: Driven) => boolean): Promise<void>;
  /** Waits for the end of the driver and returns what it told last. */
  end(): Promise<Told>;
}

export interface DriveOptions extends SpawnOptions {
  readonly program?: string;
  readonly ignoreHangup?: boolean;
  /** Words put before the driver's own. */
  readonly through?: readonly string[];
}

/** Bundles the driver into the test's directory: through a loader every start would take ten times as long. */
export async function buildDriver(t: Pick<Test, 'testdir' | 'teardown'>) {
  const directory = t.testdir();
  const driver = join(directory, 'driver.mjs');
  await build({
    entryPoints: [join(dirname(fileURLToPath(import.meta.url)), 'execution-driver.ts')],
    outfile: driver,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  let count = 0;
  const drive = (argv: readonly string[], options: DriveOptions = {}): Driven => {
    const { program = argv[0], ignoreHangup = false, through = [], ...rest } = options;
    const report = join(directory, `report-${count++}`);
    const order = JSON.stringify({ report, argv, program, ignoreHangup });
    const [first = '', ...words] = [...through, process.execPath, driver, order];
    const child = spawn(first, words, { stdio: ['ignore', 'pipe', 'pipe'], ...rest });
    const driven = follow(child, report, directory);
    // A test that fails half-way leaves nothing running.
    t.teardown(() => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      for (const { pid } of [...driven.told(), child]) if (pid !== undefined) process.kill(pid, 'SIGKILL');
    });
    return driven;
  };
  return { drive, directory };
}

function follow(child: ChildProcess, report: string, directory: string): Driven {
  const ended = once(child, 'exit');
  const told = (): Told[] =>
    existsSync(report)
      ? readFileSync(report, 'utf8')
          .split('\n')
          .slice(0, -1)
          .map(line => JSON.parse(line))
      : [];
  const driven: Driven = {
    process: child,
    told,
    text: stream =>
      told()
        .filter(event => event.stream === stream)
        .map(event => event.text)
        .join(''),
    until: async seen => {
      const watcher = watch(directory);
      try {
        if (!seen(driven)) await Promise.race([once(watcher, 'change'), ended]);
        while (!seen(driven)) await once(watcher, 'change');
      } finally {
        watcher.close();
      }
    },
    end: async () => {
      await ended;
      return told().at(-1) ?? {};
    },
  };
  return driven;
}
