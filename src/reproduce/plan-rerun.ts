/** What it takes to do a run again, as a value. Pure. */
import { MissingForRerunError, UnsafePathError } from '../run/errors.ts';
import { printParam } from '../run/param.ts';
import type { Input, Lineage, Run } from '../run/run.ts';
import { whyUnsafe } from '../run/safe-path.ts';
import { REDACTED } from '../secrets/redact.ts';

export interface RerunPlan {
  readonly argv: readonly string[];
  /** The job's directory, from the top. */
  readonly cwd: string;
  /** `-P` of then, as text. */
  readonly params: Readonly<Record<string, string>>;
  readonly seed?: string;
  readonly experiment: string;
  /** Globs of what is kept, from the top. */
  readonly outputs: readonly string[];
  readonly inputs: readonly Input[];
  readonly lineage: readonly Lineage[];
  /** The secrets that were not recorded, in the order they are asked for. */
  readonly redacted: readonly RedactedPlace[];
}

/** Where a secret stood. */
export type RedactedPlace =
  | { readonly kind: 'word'; readonly index: number; readonly shown: string }
  | { readonly kind: 'param'; readonly key: string; readonly shown: string };

export interface RecordedRun {
  readonly run: Run;
  /** The run's own commit. */
  readonly commit: string;
  readonly inputs: readonly Input[];
}

/** Plans a run again: same command, directory, params, seed and experiment. Throws UnsafePathError, MissingForRerunError. */
export function planRerun({ run, commit, inputs }: RecordedRun): RerunPlan {
  const { argv, cwd, outputs } = run.command;
  if (argv.length === 0) throw new MissingForRerunError(run.name, ['its command, which nobody has recorded']);
  const why = cwd === '.' ? undefined : whyUnsafe(cwd, { windows: false });
  if (why !== undefined) throw new UnsafePathError(cwd, why);
  const params = optionParams(run);
  return {
    argv,
    cwd,
    params,
    ...(run.seed === undefined ? {} : { seed: run.seed }),
    experiment: run.experiment.name,
    outputs,
    inputs,
    lineage: [{ relation: 'rerun-of', id: run.id, commit }],
    redacted: [
      ...run.command.redacted
        .filter(index => argv[index] !== undefined)
        .map(index => ({ kind: 'word', index, shown: argv[index] as string }) as const),
      ...Object.entries(params)
        .filter(([, shown]) => shown.includes(REDACTED))
        .map(([key, shown]) => ({ kind: 'param', key, shown }) as const),
    ],
  };
}

function optionParams({ params }: Run): Record<string, string> {
  const options: Record<string, string> = Object.create(null);
  for (const [key, param] of Object.entries(params))
    if (param.origin.kind === 'option') options[key] = printParam(param);
  return options;
}

/** Puts secrets back where they stood, in the order of `redacted`; the plan then has none left to ask for but those without an answer. */
export function fillRedacted(plan: RerunPlan, secrets: readonly string[]): RerunPlan {
  const argv = [...plan.argv];
  const params: Record<string, string> = Object.assign(Object.create(null), plan.params);
  for (const [at, secret] of secrets.slice(0, plan.redacted.length).entries()) {
    const place = plan.redacted[at] as RedactedPlace;
    const whole = place.shown.replaceAll(REDACTED, () => secret);
    if (place.kind === 'word') argv[place.index] = whole;
    else params[place.key] = whole;
  }
  return { ...plan, argv, params, redacted: plan.redacted.slice(secrets.length) };
}

/** A place as people call it: `word 3, --token=[redacted]`, `param api_key`. */
export function describePlace(place: RedactedPlace): string {
  return place.kind === 'word' ? `word ${place.index + 1}, ${place.shown}` : `param ${place.key}`;
}
