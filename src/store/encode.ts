/** The domain's values → stored bytes: canonical JSON, and a commit message for people at `git log refs/runs/…`. */
import type { Annotation } from '../run/annotation.ts';
import type { Experiment } from '../run/experiment.ts';
import { canonical, canonicalFile, type JsonObject } from '../run/json.ts';
import type { Manifest } from '../run/manifest.ts';
import type { MetricChunk } from '../run/metric.ts';
import { type Params, printParam } from '../run/param.ts';
import type { RegisteredModel } from '../run/registered-model.ts';
import type { Input, Run } from '../run/run.ts';
import type { Tombstone } from '../run/tombstone.ts';
import { FORMAT } from './schema.ts';

/** Prints `run.json`. */
export function encodeRun({ unknown, ...run }: Run): string {
  return canonicalFile({ ...unknown, ...run, version: FORMAT });
}

/** Prints `manifest.json`. */
export function encodeManifest(files: Manifest): string {
  return canonicalFile({ version: FORMAT, files });
}

/** Prints `inputs.json`. */
export function encodeInputs(inputs: readonly Input[]): string {
  return canonicalFile({ version: FORMAT, inputs });
}

/** Prints `environment.json`. */
export function encodeEnvironment(environment: JsonObject): string {
  return canonicalFile(environment);
}

/** Prints a file of `annotations/`. */
export function encodeAnnotation(annotation: Annotation): string {
  return canonicalFile({ ...annotation, version: FORMAT });
}

/** Prints `experiment.json`. */
export function encodeExperiment({ unknown, ...experiment }: Experiment): string {
  return canonicalFile({ ...unknown, ...experiment, version: FORMAT });
}

/** Prints `model.json`. */
export function encodeModel({ unknown, ...model }: RegisteredModel): string {
  return canonicalFile({ ...unknown, ...model, version: FORMAT });
}

/** Prints `ledger.json`. */
export function encodeLedger(writer: string): string {
  return canonicalFile({ version: FORMAT, writer });
}

/** Prints a line of a ledger, without its line break. */
export function encodeTombstone(stone: Tombstone): string {
  return canonical(stone);
}

/** Points in one line of a series. */
const LINE_POINTS = 1000;

/** Prints series as lines of MetricChunk, none longer than is read at once. */
export function encodeSeries(chunks: readonly MetricChunk[]): string {
  return chunks.flatMap(linesOf).join('');
}

function linesOf({ key, step, value, time }: MetricChunk): string[] {
  const lines: string[] = [];
  for (let at = 0; at < value.length; at += LINE_POINTS) {
    const [steps, values, times] = [step, value, time].map(column => column.slice(at, at + LINE_POINTS));
    lines.push(`${canonical({ key, step: steps, value: values, time: times })}\n`);
  }
  return lines;
}

/** The most params or metrics a message shows; run.json has them all. */
const SHOWN = 12;

/** The message of a run's commit: a subject, and trailers as of `git interpret-trailers`; `unsigned` is why it is not signed. */
export function runMessage(run: Run, unsigned?: string): string {
  const metrics = Object.entries(run.metrics).slice(0, SHOWN);
  const key = metrics.slice(0, 3).map(([name, { last }]) => `${name} ${short(last)}`);
  const subject = [`${run.experiment.name}/${run.name}: ${endOf(run)}`, ...key].join(', ');
  const trailers = [
    `Run-Id: ${run.id}`,
    `Experiment: ${run.experiment.name}`,
    `Status: ${run.outcome.status}`,
    ...shownParams(run.params),
    ...metrics.map(([name, { last }]) => `Metric: ${name}=${short(last)}`),
    ...(unsigned === undefined ? [] : [`Unsigned: ${unsigned}`]),
  ];
  return `${oneLine(subject)}\n\n${trailers.map(oneLine).join('\n')}\n`;
}

function endOf({ outcome }: Run): string {
  if (outcome.status === 'failed') return `failed with ${outcome.exitCode}`;
  return outcome.status === 'killed' ? `killed by ${outcome.signal}` : outcome.status;
}

function shownParams(params: Params): string[] {
  return Object.entries(params)
    .slice(0, SHOWN)
    .map(([key, param]) => `Param: ${key}=${printParam(param)}`);
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(5)));
}

/** A value with a line break could forge a trailer, or a second paragraph. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').slice(0, 500);
}
