/** A run in progress, as the program knows it that records itself. */
import { resolve } from 'node:path';
import type { ParamValue, PointPlace, Said } from '../run/event-line.ts';
import type { Outcome, Run } from '../run/run.ts';
import type { RunId } from '../run/run-id.ts';
import { eventSayer } from './say-events.ts';

/** Where a point of a metric is; the time is now where absent. */
export type At = Partial<PointPlace>;

/** How a run ends: as a word, or with the exit code or the signal. */
export type End = 'finished' | 'failed' | 'killed' | Outcome;

/**
 * A run in progress. What it is told is in its journal when the call returns, and survives this process; what cannot be
 * written is a warning of the process (`process.on('warning')`), and no error. After its end nothing is recorded.
 */
export interface StartedRun {
  /** Under exec that of its run. */
  readonly id: RunId;
  readonly name: string;
  /** For processes that it starts: what they say with git-run's clients is said of this run. */
  readonly environment: Readonly<Record<string, string>>;
  /** Records a parameter; a later value of a key wins. */
  param(key: string, value: ParamValue): void;
  params(values: Readonly<Record<string, ParamValue>>): void;
  /** Records a point; NaN and the infinities are values. Throws TypeError for what is no number. */
  metric(key: string, value: number, at?: At): void;
  /** Records a point of each, at one step. */
  metrics(values: Readonly<Record<string, number>>, at?: At): void;
  /** Sets a tag; a later value of a key wins. */
  tag(key: string, value: string): void;
  /** Sets the note of the run; a later one takes its place. */
  note(text: string): void;
  /** Keeps a file, or a directory, as it is when the run ends. */
  artifact(path: string): void;
  /**
   * Ends it, and stores it as a run; 'finished' where absent, and called again of no effect. Under exec its command ends
   * it, and nothing is stored here: undefined. Throws RunNotStoredError: then `recover` finds it where it is kept.
   */
  end(as?: End): Promise<Run | undefined>;
  /** Ends it as failed, where it has not been ended: whoever leaves its block early has thrown. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Where it is kept, and what ends it. */
export interface RunPlace {
  readonly id: RunId;
  readonly name: string;
  readonly events: string;
  readonly artifacts: string;
  end(outcome: Outcome): Promise<Run | undefined>;
}

/** A run whose events go to a journal. */
export function startedRun({ id, name, events, artifacts, end }: RunPlace): StartedRun {
  const write = eventSayer(events);
  let ended: Promise<Run | undefined> | undefined;
  const say = (said: Said): void => {
    if (ended === undefined) write(said);
    else process.emitWarning(`git-run: not recorded, run ${name} has ended`);
  };
  const run: StartedRun = {
    id,
    name,
    environment: {
      GIT_RUN_ID: id,
      GIT_RUN_NAME: name,
      GIT_RUN_EVENTS: events,
      GIT_RUN_ARTIFACTS: artifacts,
    },
    param: (key, value) => say({ param: { [key]: value } }),
    params: values => say({ param: values }),
    metric: (key, value, at) => run.metrics({ [key]: value }, at),
    metrics(values, { step, time = Date.now() / 1000 } = {}) {
      for (const [key, value] of Object.entries(values))
        if (typeof value !== 'number')
          throw new TypeError(`the metric ${key} is no number: ${String(value)}`);
      say({ metric: values, ...(step === undefined ? {} : { step }), time });
    },
    tag: (key, value) => say({ tag: { [key]: value } }),
    note: text => say({ note: text }),
    artifact: path => say({ artifact: resolve(path) }),
    end(as = 'finished') {
      ended ??= end(outcomeOf(as));
      return ended;
    },
    async [Symbol.asyncDispose]() {
      await run.end('failed');
    },
  };
  return run;
}

function outcomeOf(end: End): Outcome {
  if (typeof end !== 'string') return end;
  if (end === 'finished') return { status: end, exitCode: 0 };
  return end === 'failed' ? { status: end, exitCode: 1 } : { status: end, signal: 'SIGTERM' };
}
