/** Recordings of real commands in real repositories. Jobs should print lines that begin with `#`: they land among the test's own output. */
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { build } from 'esbuild';
import type { Settings } from '../../src/config/settings.ts';
import { openRepository } from '../../src/git/open.ts';
import type { Repository } from '../../src/git/repository.ts';
import { record } from '../../src/record/record.ts';
import type { Recorded, RecordRequest } from '../../src/record/request.ts';
import type { Run } from '../../src/run/run.ts';
import { SETTINGS } from './settings.ts';
import {
  type RepositoryOptions,
  type Teardown,
  type TemporaryRepository,
  temporaryDirectory,
  temporaryRepository,
} from './temporary-repository.ts';

export interface RecordingBench {
  readonly on: TemporaryRepository;
  readonly repository: Repository;
  /** The whole of a request to record a command. */
  request(argv: readonly string[], changes?: RequestChanges): RecordRequest;
  /** Records a command. */
  record(argv: readonly string[], changes?: RequestChanges): Promise<Recorded>;
  /** Records a script of the shell, and returns its run. */
  sh(script: string, changes?: RequestChanges): Promise<Run>;
  /** The text of a file of a run. */
  file(run: Run, path: string): string;
  /** Journals that are there. */
  journals(): string[];
}

export type RequestChanges = Partial<Omit<RecordRequest, 'settings'>> & {
  readonly settings?: Partial<Settings>;
};

/** Makes a repository to record in, open until the test's end. */
export async function recordingBench(t: Teardown, options: RepositoryOptions = {}): Promise<RecordingBench> {
  const on = temporaryRepository(t, options);
  const repository = await openRepository(on.path, { ...on.env });
  t.teardown(() => repository.close());
  const request = (
    argv: readonly string[],
    { settings, ...changes }: RequestChanges = {},
  ): RecordRequest => ({
    repository,
    settings: { ...SETTINGS, ...settings },
    env: on.env,
    directory: on.path,
    argv,
    params: {},
    tags: {},
    note: '',
    lineage: [],
    now: Date.now,
    ...changes,
  });
  const bench: RecordingBench = {
    on,
    repository,
    request,
    record: (argv, changes) => record(request(argv, changes)),
    async sh(script, changes) {
      const { stored, trouble } = await bench.record(['sh', '-c', script], changes);
      if (stored === undefined) throw trouble?.error ?? new Error('no run and no trouble');
      return stored.run;
    },
    file: (run, path) =>
      execFileSync('git', ['show', `refs/runs/${run.id}:${path}`], {
        cwd: on.path,
        env: on.env,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      }),
    journals() {
      const directory = join(on.path, '.git/git-run/live');
      return existsSync(directory) ? readdirSync(directory) : [];
    },
  };
  return bench;
}

/** A recorder in a process of its own, to be killed. */
export interface RecorderOptions extends SpawnOptions {
  /** Whether it has a keeper. */
  readonly kept?: boolean;
}

export interface Recorder {
  readonly process: ChildProcess;
  readonly pid: number;
  /** Ends it as nothing can be prepared for. */
  kill(): Promise<void>;
  /** What it told when it was done. */
  ended(): Promise<Recorded>;
}

/** Bundles a program around `record`: through a loader every start would take ten times as long. */
export async function buildRecorder(t: Teardown) {
  const directory = temporaryDirectory(t);
  const program = join(directory, 'recorder.mjs');
  await build({
    entryPoints: [join(import.meta.dirname, 'recorder-driver.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    external: ['@lydell/node-pty'],
    banner: { js: "import { createRequire as of } from 'node:module'; const require = of(import.meta.url);" },
  });
  let count = 0;
  return (
    { on }: RecordingBench,
    argv: readonly string[],
    settings: Partial<Settings> = {},
    { kept = false, ...how }: RecorderOptions = {},
  ): Recorder => {
    const report = join(directory, `report-${count++}`);
    const order = JSON.stringify({ argv, settings: { ...SETTINGS, ...settings }, report, kept });
    const child = spawn(process.execPath, [program, order], {
      cwd: on.path,
      env: on.env,
      stdio: ['ignore', 'ignore', 'inherit'],
      ...how,
    });
    const exited = once(child, 'exit');
    const recorder: Recorder = {
      process: child,
      pid: child.pid as number,
      kill: async () => {
        child.kill('SIGKILL');
        await exited;
      },
      ended: async () => {
        await exited;
        return JSON.parse(readFileSync(report, 'utf8'));
      },
    };
    t.teardown(recorder.kill);
    return recorder;
  };
}

/** Waits until something is so. */
export async function until(isSo: () => unknown): Promise<void> {
  while (!isSo()) await delay(5);
}

/** Waits until a file is there and not empty, and returns what it holds. */
export async function content(file: string): Promise<string> {
  await until(() => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0);
  return readFileSync(file, 'utf8');
}

/** Waits until a process is gone, or is but a zombie. */
export async function gone(pid: number): Promise<void> {
  await until(() => {
    try {
      return /\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    } catch {
      return true;
    }
  });
}
