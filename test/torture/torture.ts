/** One command under every fault: enumerate, then strike a fresh copy at each point. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from './commands.ts';
import { type Point, pointsOf, sampleOf } from './faults.ts';
import { type Before, judge, noteBefore, type Verdict } from './judge.ts';
import { enumerate, type Programs, type Struck, strike } from './program.ts';
import { copySandbox, makeSandbox, type Sandbox, sandboxAt } from './sandbox.ts';

/** A point that was missed is aimed at so often. */
const TRIES_PER_POINT = 4;

export interface Torture {
  readonly programs: Programs;
  /** Where sandboxes are made: in memory, where there is room. */
  readonly directory: string;
  /** So many at once. */
  readonly jobs: number;
  readonly seed: number;
  /** So many points; all where absent. */
  readonly sample?: number;
  readonly faults: readonly string[];
  /** Only points with this in them. */
  readonly at: string;
}

export interface Result {
  readonly point: Point;
  readonly struck: Struck;
  /** Absent where the point was not reached: then nothing was tried. */
  readonly verdict?: Verdict;
}

/** Tortures a command; results are told as they come. */
export async function torture(
  torture: Torture,
  command: Command,
  tell: (result: Result) => void,
): Promise<{ readonly points: number; readonly of: number }> {
  const { programs, directory, jobs, seed, sample, faults, at } = torture;
  mkdirSync(directory, { recursive: true });
  const template = sandboxAt(join(directory, 'p00000'), '');
  makeSandbox(template);
  await command.prepare(programs, template);
  const watched = sandboxAt(join(directory, 'p00001'), '');
  copySandbox(template, watched);
  const before = noteBefore(command, template);
  const { ended, programs: operations } = await enumerate(
    programs,
    watched,
    command.words(watched),
    command.env,
  );
  if (ended.code !== command.exitCode) throw new Error(`${command.name} fails by itself: ${ended.stderr}`);
  remove(watched);
  const all = pointsOf(operations).filter(
    ({ fault, program, text }) => faults.includes(fault) && `${program} ${text}`.includes(at),
  );
  const points = sample === undefined ? all : sampleOf(all, sample, seed);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < points.length; index = next++) {
      tell(await tryPoint({ torture, command, template, before }, points[index] as Point, index));
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  remove(template);
  return { points: points.length, of: all.length };
}

interface Ground {
  readonly torture: Torture;
  readonly command: Command;
  readonly template: Sandbox;
  readonly before: Before;
}

/** The other thread's writes come in no fixed order with its wake-ups: a point that was missed is aimed at again. */
async function tryPoint(ground: Ground, point: Point, index: number): Promise<Result> {
  const { torture, command, template, before } = ground;
  const sandbox = sandboxAt(join(torture.directory, `p${String(index + 2).padStart(5, '0')}`), '');
  let aimed = point;
  for (let turn = 1; ; turn++) {
    copySandbox(template, sandbox);
    try {
      const struck = await strike(torture.programs, sandbox, {
        point: aimed,
        words: command.words(sandbox),
        env: command.env,
      });
      const { operation } = struck;
      const isHit = operation !== undefined && (operation.writes || point.fault.startsWith('kill'));
      if (isHit) {
        const { programs } = torture;
        return { point, struck, verdict: await judge({ programs, command, sandbox, before, struck }) };
      }
      if (turn === TRIES_PER_POINT) return { point, struck };
      aimed = { ...point, ordinal: point.ordinal + (turn % 2 === 1 ? turn : -turn) };
      if (aimed.ordinal < 1) aimed = point;
    } finally {
      remove(sandbox);
    }
  }
}

function remove({ root }: Sandbox): void {
  for (const path of [root, `${root}.state`])
    rmSync(path, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
}
