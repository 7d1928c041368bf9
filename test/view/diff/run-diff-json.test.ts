import t from 'tap';
import { diffSides } from '../../../src/query/diff.ts';
import { type Side, sideOfRow } from '../../../src/query/side.ts';
import { printRunDiffJson } from '../../../src/view/diff/run-diff-json.ts';
import { sampleRow } from '../../support/run-rows.ts';

const a: Side = { ...sideOfRow(sampleRow()), environment: {}, inputs: [], artifacts: [] };
const param = (value: number | string) => ({ value, origin: { kind: 'option' } as const });

t.test('a program gets every key of both, with what JSON cannot hold', async t => {
  const b = { ...a, params: { lr: param('0.1'), ['__proto__']: param(Number.NaN) } };
  Object.defineProperty(b.params, '__proto__', { value: param(Number.NaN), enumerable: true });
  const diff = diffSides(a, b, { directionOf: () => 'max' });
  const json = JSON.parse(
    printRunDiffJson(diff, { code: { files: [{ path: 'x', state: 'added' }], patch: '+x\n' } }),
  );
  t.match(json, {
    version: 1,
    same: false,
    a: { kind: 'run', name: 'swift-otter', status: 'finished' },
    metrics: [{ key: 'acc', state: 'same', direction: 'max' }],
    command: { same: true, a: { argv: ['python', 'train.py', '--lr', '0.10'], cwd: '.' } },
    code: { same: true, sameTree: true, files: [{ path: 'x', state: 'added' }], patch: '+x\n' },
    environment: { facts: [], packages: [] },
  });
  t.same(json.params, [
    { key: '__proto__', state: 'added', b: { $number: 'NaN' } },
    { key: 'lr', state: 'changed', a: 0.1, b: '0.1' },
  ]);
});

t.test('the work tree is called so, and what was left out is told', async t => {
  const now: Side = { name: 'work tree', params: {} };
  const diff = diffSides(a, now, { directionOf: () => 'max', sections: ['params', 'metrics'] });
  t.match(JSON.parse(printRunDiffJson(diff, {})), {
    b: { kind: 'worktree', name: 'work tree' },
    leftOut: ['metrics'],
  });
});

t.test('content of artifacts comes key by key', async t => {
  const diff = diffSides(a, a, { directionOf: () => 'max', sections: ['artifacts'] });
  const content = [
    { kind: 'json', path: 'm.json', changes: [{ key: 'k', state: 'added', b: { value: 1 } }] },
    { kind: 'remark', path: 'big', text: 'too large' },
  ] as const;
  t.same(JSON.parse(printRunDiffJson(diff, { content })).content, [
    { kind: 'json', path: 'm.json', changes: [{ key: 'k', state: 'added', b: 1 }] },
    { kind: 'remark', path: 'big', text: 'too large' },
  ]);
});
