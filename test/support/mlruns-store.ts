/** File stores of MLflow, made up by the rules of its layout: many runs fast, and files of any content. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes files by their paths below a directory. */
export function writeFiles(top: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(top, dirname(path)), { recursive: true });
    writeFileSync(join(top, path), content);
  }
}

/** The MLflow id of the nth run of such a store. */
export function mlflowId(n: number): string {
  return createHash('md5').update(`run ${n}`).digest('hex');
}

/** 2026-11-02 14:00 UTC, in ms. */
export const STARTED = Date.UTC(2026, 10, 2, 14);

export interface RunMeta {
  readonly [key: string]: string | number | null;
}

/** Prints `meta.yaml` of a run as MLflow does. */
export function runMeta(id: string, changes: RunMeta = {}): string {
  const meta: RunMeta = {
    artifact_uri: `/elsewhere/mlruns/1/${id}/artifacts`,
    end_time: STARTED + 5000,
    entry_point_name: "''",
    experiment_id: "'1'",
    lifecycle_stage: 'active',
    run_id: id,
    run_name: 'rare-fish-1',
    run_uuid: id,
    source_name: "''",
    source_type: 4,
    source_version: "''",
    start_time: STARTED,
    status: 3,
    tags: '[]',
    user_id: 'ada',
    ...changes,
  };
  return Object.entries(meta)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join('');
}

/** Prints `meta.yaml` of an experiment as MLflow does. */
export function experimentMeta(id: string, name: string, stage = 'active'): string {
  return (
    `artifact_location: /elsewhere/mlruns/${id}\ncreation_time: ${STARTED}\nexperiment_id: '${id}'\n` +
    `last_update_time: ${STARTED}\nlifecycle_stage: ${stage}\nname: ${name}\n`
  );
}

/** Writes a store of so many runs of one experiment, each of three metrics with so many points, and returns its directory. */
export function writeStore(top: string, runs: number, points: number): string {
  writeFiles(top, { '1/meta.yaml': experimentMeta('1', 'sweep') });
  for (let n = 0; n < runs; n++) {
    const id = mlflowId(n);
    const started = STARTED + n * 60_000;
    const series = (of: (at: number) => number) =>
      Array.from({ length: points }, (_, at) => `${started + at} ${of(at)} ${at}\n`).join('');
    writeFiles(join(top, '1', id), {
      'meta.yaml': runMeta(id, { start_time: started, end_time: started + 5000, run_name: `run-${n}` }),
      'params/lr': String(0.001 * (1 + (n % 7))),
      'params/layers': String(n % 5),
      'params/optimizer': 'adam',
      'tags/mlflow.runName': `run-${n}`,
      'tags/mlflow.user': 'ada',
      'tags/mlflow.source.name': 'train.py',
      'metrics/loss': series(at => 1 / (at + 1 + n)),
      'metrics/accuracy': series(at => 1 - 1 / (at + 2 + n)),
      'metrics/val/loss': series(at => 1.5 / (at + 1 + n)),
      'artifacts/report.txt': `report of run ${n}\n`,
    });
  }
  return top;
}
