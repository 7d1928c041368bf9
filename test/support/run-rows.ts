/** Runs and rows to list, sort and print: plausible in every field, and different only where a test says so. */

import { paramOfText } from '../../src/run/param.ts';
import type { Run } from '../../src/run/run.ts';
import type { RunId } from '../../src/run/run-id.ts';
import { rowOfRun, type WholeRow } from '../../src/run/run-row.ts';

/** 2026-11-02 14:00 UTC, a Monday. */
export const NOW = Date.UTC(2026, 10, 2, 14);

/** An id that started at a time; its last characters are the given ones, filled up with zeros. */
export function idAt(time: number, end = '7v8xk2qp'): RunId {
  const digits = '0123456789abcdefghjkmnpqrstvwxyz';
  let prefix = '';
  for (let left = time, n = 0; n < 10; n++, left = Math.floor(left / 32)) prefix = digits[left % 32] + prefix;
  return (prefix + end.padStart(16, '0')) as RunId;
}

let given = 0;

/**
 * An id of a time, and later than those given before for the same one. Not the program's own: that never goes back in
 * time, whoever has asked it in this process.
 */
export function sampleId(time: number): RunId {
  return idAt(time, String(given++));
}

/** A run that started an hour before NOW and took 12.5 s. */
export function sampleRun(changes: Partial<Run> = {}): Run {
  const started = NOW - 3_600_000;
  return {
    id: idAt(started),
    name: 'swift-otter',
    author: 'Ada Author <ada@example.com>',
    experiment: { id: 'x'.repeat(26) as Run['experiment']['id'], name: 'digits' },
    outcome: { status: 'finished', exitCode: 0 },
    started: new Date(started).toISOString(),
    ended: new Date(started + 12_500).toISOString(),
    command: {
      argv: ['python', 'train.py', '--lr', '0.10'],
      cwd: '.',
      redacted: [],
      withheld: [],
      outputs: [],
    },
    params: { lr: paramOfText('0.10', { kind: 'argv', index: 3, joined: false }) },
    metrics: { acc: { last: 0.97222, min: 0.61, max: 0.98, count: 10, step: 9 } },
    tags: {},
    note: '',
    source: {
      commit: '4f1c2a9b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f',
      tree: '5f1c2a9b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5e6f',
      head: '9e8d7c6b12345678901234567890123456789012',
      branch: 'main',
      modified: 0,
      added: 0,
      deleted: 0,
      omitted: [],
      raw: [],
      stable: true,
      unmerged: false,
    },
    lineage: [],
    host: { name: 'node7', os: 'linux', arch: 'x64', cpu: 'EPYC 7313', cpus: 64, memory: 256e9 },
    resources: { wall: 12.5 },
    log: { bytes: 0, dropped: 0, parts: 0 },
    artifacts: { count: 0, bytes: 0 },
    problems: [],
    secrets: [],
    ...changes,
  };
}

/** The row of a sample run. */
export function sampleRow(changes: Partial<Run> = {}): WholeRow {
  return rowOfRun(
    { run: sampleRun(changes), trashed: false, added: {} },
    '0123456789abcdef0123456789abcdef01234567',
  );
}

/** The row of a run in progress. */
export function liveRow(changes: Partial<WholeRow> = {}): WholeRow {
  return {
    id: idAt(NOW - 90_000, 'live'),
    name: 'calm-heron',
    experiment: 'digits',
    status: 'running',
    started: new Date(NOW - 90_000).toISOString(),
    params: {},
    metrics: {},
    tags: {},
    note: '',
    artifacts: { count: 0, bytes: 0 },
    trashed: false,
    ...changes,
  };
}
