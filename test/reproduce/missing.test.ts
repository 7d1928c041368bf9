import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { missingFor } from '../../src/reproduce/missing.ts';
import { planRerun, type RerunPlan } from '../../src/reproduce/plan-rerun.ts';
import type { Input } from '../../src/run/run.ts';
import { sampleRun } from '../support/run-rows.ts';
import { temporaryDirectory } from '../support/temporary-repository.ts';

const base = planRerun({ run: sampleRun(), commit: 'x', inputs: [] });
const env = { PATH: process.env.PATH };

function input(path: string, content: string): Input {
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { path, size: content.length, sha256, method: 'sha256', declared: 'argv' };
}

t.test('where all is there, nothing is missing', async t => {
  const top = temporaryDirectory(t);
  writeFileSync(join(top, 'data.csv'), '1,2');
  const { sha256: _, ...unhashed } = input(join(top, 'data.csv'), '1,2');
  const plan: RerunPlan = {
    ...base,
    argv: ['sh'],
    inputs: [input('data.csv', '1,2'), input(join(top, 'data.csv'), '1,2'), { ...unhashed, method: 'stat' }],
  };
  t.same(await missingFor(plan, { top, directory: top, env }), []);
});

t.test('everything that is missing is named, and how', async t => {
  const top = temporaryDirectory(t);
  mkdirSync(join(top, 'folder'));
  writeFileSync(join(top, 'other'), '9,9');
  writeFileSync(join(top, 'short'), '1');
  const plan: RerunPlan = {
    ...base,
    argv: ['./train.sh', '--token', '[redacted]'],
    inputs: ['gone', 'other', 'short', 'folder', 'other/deep'].map(path => input(path, '1,2')),
    redacted: [{ kind: 'word', index: 2, shown: '[redacted]' }],
  };
  t.same(await missingFor(plan, { top, directory: top, env }), [
    'the program ./train.sh',
    'the secret in word 3, [redacted]',
    'the input gone (it is not there)',
    'the input other (it has other bytes than the run read)',
    'the input short (it has 1 bytes, the run read 3)',
    'the input folder (it is no file)',
    'the input other/deep (it is not there)',
  ]);
});
