/**
 * Where artifacts are, as clients name it: `<experiment>/<run>/artifacts/<path>`, `<experiment>/models/<model>/artifacts/<path>`. Of a client's
 * path nothing reaches a file system but what is read here: decoded once, and checked segment by segment.
 */
import { pathFromBytes } from '../../run/path.ts';
import type { RunId } from '../../run/run-id.ts';
import { whyUnsafe } from '../../run/safe-path.ts';
import { isMlflowRunId } from '../mlflow-id.ts';
import { absent, invalid } from './errors.ts';
import { FACTS_FILE } from './facts.ts';
import { type ModelId, parseModelId, runOfModel } from './model-id.ts';

/** A place among the artifacts of a run. */
export interface ArtifactPlace {
  /** What its client calls the run. */
  readonly run: string;
  /** Of a place within a logged model. */
  readonly model?: ModelId;
  /** Below the run's artifacts, or below those of the model; empty is their top. */
  readonly path: string;
}

/** Under which path of its run's artifacts a model's own lie. */
export function modelDirectory(id: ModelId): string {
  return `models/${id}/artifacts`;
}

/** Where a place is among the artifacts of its run; empty is their top. */
export function pathInRun({ model, path }: ArtifactPlace): string {
  if (model === undefined) return path;
  return path === '' ? modelDirectory(model) : `${modelDirectory(model)}/${path}`;
}

/** As a run's `artifact_uri`: what clients put in front of their paths. `experiment` is an id on the wire. */
export const runUri = (experiment: string, id: RunId) => `mlflow-artifacts:/${experiment}/${id}/artifacts`;
/** As a model's `artifact_uri`. */
export const modelUri = (experiment: string, id: ModelId) =>
  `mlflow-artifacts:/${experiment}/models/${id}/artifacts`;

/** Reads the path of a request, still encoded. Throws MlflowError. */
export function readEncodedPlace(encoded: string): ArtifactPlace {
  return readPlace(decodeOnce(encoded));
}

/** Reads a path that is decoded. The experiment is not asked for: a run may have been moved. Throws MlflowError. */
export function readPlace(path: string): ArtifactPlace {
  const [, first = '', ...rest] = path.split('/');
  if (first === 'models') return modelPlace(rest);
  if (!isMlflowRunId(first) || rest[0] !== 'artifacts') throw absent(`No artifacts are at '${path}'`);
  return { run: first, path: checkArtifactPath(rest.slice(1).join('/'), { mayBeTop: true }) };
}

function modelPlace([id = '', word, ...rest]: readonly string[]): ArtifactPlace {
  const model = parseModelId(id);
  if (model === undefined || word !== 'artifacts') throw absent(`No artifacts are at 'models/${id}'`);
  return { run: runOfModel(model), model, path: checkArtifactPath(rest.join('/'), { mayBeTop: true }) };
}

/** Throws MlflowError for a path that could lead anywhere but to a file among the artifacts. */
export function checkArtifactPath(path: string, { mayBeTop = false } = {}): string {
  const trimmed = path.replace(/\/$/, '');
  if (trimmed === '' && mayBeTop) return '';
  const why = /[\p{Cc}]/u.test(trimmed) ? 'it holds control characters' : whyUnsafe(trimmed);
  if (why !== undefined) throw invalid(`Invalid path: '${trimmed}': ${why}`);
  if (trimmed === FACTS_FILE)
    throw invalid(`Invalid path: '${trimmed}': git-run keeps a file of its own there`);
  return trimmed;
}

/** Percent signs → bytes → text, once: what is still encoded then is part of a name. */
export function decodeOnce(encoded: string): string {
  if (!encoded.includes('%')) return encoded;
  const bytes: number[] = [];
  const source = Buffer.from(encoded);
  for (let at = 0; at < source.length; at++) {
    const pair = source[at] === 0x25 ? source.toString('latin1', at + 1, at + 3) : '';
    if (/^[0-9a-f]{2}$/i.test(pair)) {
      bytes.push(Number.parseInt(pair, 16));
      at += 2;
    } else bytes.push(source[at] as number);
  }
  return pathFromBytes(Buffer.from(bytes));
}
