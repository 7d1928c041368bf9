/** Other programs of the kind, to be compared with where they are installed. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { Environment } from './repositories.ts';
import type { TerminalProgram } from './terminal.ts';

export interface Partner {
  readonly name: string;
  readonly program: TerminalProgram;
  /** Written when its first rows are there. */
  readonly ready: RegExp;
  /** Moves down by a row. */
  readonly down: string;
}

/** A program that cannot be compared with. */
export interface Absent {
  readonly name: string;
  readonly why: string;
}

/** tig, on the history of a repository. */
export function tig(cwd: string, env: Environment): Partner | Absent {
  const name = 'tig';
  if (fileOf('tig', env) === undefined) return { name, why: 'tig is not installed' };
  return { name, program: { argv: ['tig'], cwd, env }, ready: /Ada Author/, down: 'j' };
}

/**
 * W&B LEET of wandb 0.28 or newer, on runs recorded offline; it is found by a `wandb` on PATH, of a virtual environment
 * say. Its program is started without the Python around it, which takes longer than all the rest.
 */
export function leet(root: string, env: Environment, runs: number, steps: number): Partner | Absent {
  const name = 'wandb leet';
  const wandb = fileOf('wandb', env);
  if (wandb === undefined) return { name, why: 'wandb is not installed' };
  const home = join(root, 'leet');
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'log.py'), LOGS_RUNS);
  const python = existsSync(join(dirname(wandb), 'python')) ? join(dirname(wandb), 'python') : 'python3';
  const offline = { ...env, HOME: home, WANDB_MODE: 'offline', WANDB_SILENT: 'true' };
  try {
    const core = execFileSync(python, ['log.py', `${runs}`, `${steps}`], {
      cwd: home,
      env: { ...offline, WANDB_ERROR_REPORTING: 'false' },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const argv = [core.trim(), 'leet', 'run', '--no-observability', join(home, 'wandb')];
    return { name, program: { argv, cwd: home, env: offline }, ready: /offline-run-/, down: '\x1b[B' };
  } catch (error) {
    return {
      name,
      why: `wandb has no leet: ${`${(error as { stderr?: unknown }).stderr}`.trim().split('\n').at(-1)}`,
    };
  }
}

function fileOf(program: string, env: Environment): string | undefined {
  const found = (env.PATH ?? '')
    .split(delimiter)
    .map(directory => join(directory, program))
    .find(existsSync);
  return found === undefined ? undefined : join(realpathSync(dirname(found)), program);
}

/** Prints where the program is that LEET is a part of. */
const LOGS_RUNS = `
import math, random, sys
import wandb
from wandb.cli import leet
from wandb.util import get_core_path
runs, steps = int(sys.argv[1]), int(sys.argv[2])
random.seed(7)
for r in range(runs):
    run = wandb.init(project='bench', config={'lr': 0.1 / (r + 1), 'layers': r % 4}, settings=wandb.Settings(x_disable_stats=True))
    for s in range(steps):
        run.log({f'm{k}': math.exp(-s / steps * (k + 1)) + random.random() / 50 for k in range(6)})
    run.finish()
print(get_core_path())
`;
