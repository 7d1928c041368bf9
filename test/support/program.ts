/** The program as it is published: built once for a test file, and started as a process. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Teardown, type TemporaryRepository, temporaryDirectory } from './temporary-repository.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Tap loads itself into every Node that is started: here it would only slow it down. */
const BARE = ['-u', 'NODE_OPTIONS'];

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What is written to its stdin, which is then closed; nothing where absent. */
  readonly input?: string;
}

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that was started, and what it has said so far. */
export interface Started {
  readonly process: ChildProcess;
  stdout(): string;
  stderr(): string;
  /** Waits until something has been said. */
  until(seen: (started: Started) => boolean): Promise<void>;
  end(): Promise<Ended>;
}

export interface Program {
  /** A directory for PATH, with `git-run` in it. */
  readonly directory: string;
  /** PATH with that directory before all others. */
  readonly path: string;
  /** Runs `git-run` to its end. */
  run(on: TemporaryRepository, words: readonly string[], options?: ProgramOptions): Promise<Ended>;
  /** Starts `git-run`, its stdin open. */
  start(on: TemporaryRepository, words: readonly string[], options?: ProgramOptions): Started;
}

/** A part of the program that has a build script of its own: `ui` is what the terminal UI is drawn with. */
export type ProgramPart = 'program' | 'ui';

/** Builds the program with the build scripts of package.json, into a directory of its own. What still runs at the end is killed. */
export function builtProgram(t: Teardown, parts: readonly ProgramPart[] = ['program']): Program {
  const top = temporaryDirectory(t);
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const env = {
    ...process.env,
    PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
  };
  for (const part of parts) {
    const build = scripts[`build:${part}`] as string;
    const script = build.replace(/\bdist\b/g, join(top, 'dist'));
    execFileSync('/bin/sh', ['-c', script], { cwd: ROOT, env });
  }
  for (const part of ['bin', 'completion', 'package.json'])
    cpSync(join(ROOT, part), join(top, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(top, 'node_modules'));
  const directory = join(top, 'path');
  mkdirSync(directory);
  symlinkSync(join(top, 'bin', 'git-run.js'), join(directory, 'git-run'));
  const path = `${directory}${delimiter}${process.env.PATH}`;
  const running = new Set<ChildProcess>();
  t.teardown(() => {
    for (const child of running) child.kill('SIGKILL');
  });
  const start: Program['start'] = (on, words, { cwd = on.path, env = {} } = {}) => {
    const all = { ...on.env, PATH: path, ...env };
    const child = spawn('env', [...BARE, 'git-run', ...words], { cwd, env: all });
    running.add(child);
    child.once('exit', () => running.delete(child));
    return follow(child);
  };
  return {
    directory,
    path,
    start,
    run(on, words, options = {}) {
      const started = start(on, words, options);
      started.process.stdin?.end(options.input);
      return started.end();
    },
  };
}

function follow(child: ChildProcess): Started {
  const said = { stdout: '', stderr: '' };
  const waiting: (() => void)[] = [];
  const wake = () => {
    for (const resume of waiting.splice(0)) resume();
  };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', text => {
      said[name] += text;
      wake();
    });
  }
  let over = false;
  const ended = once(child, 'close').finally(() => {
    over = true;
    wake();
  });
  const started: Started = {
    process: child,
    stdout: () => said.stdout,
    stderr: () => said.stderr,
    async until(seen) {
      while (!seen(started)) {
        if (over) throw new Error(`it ended first: ${said.stdout}${said.stderr}`);
        await new Promise<void>(resume => waiting.push(resume));
      }
    },
    async end() {
      const [code, signal] = await ended;
      return { code, signal, ...said };
    },
  };
  return started;
}
