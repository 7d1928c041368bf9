import fc from 'fast-check';
import t from 'tap';
import { annotate } from '../../src/run/annotation.ts';
import { canonical, canonicalFile } from '../../src/run/json.ts';
import type { EventId } from '../../src/run/run-id.ts';
import { MOST } from '../../src/store/limits.ts';
import { splitAttempt } from '../../src/store/split-attempt.ts';
import { attemptOf, paramsOf } from '../support/attempts.ts';
import { sampleRun } from '../support/run-rows.ts';

t.test('an attempt with little to tell is one edit', async t => {
  const { attempt } = attemptOf({ params: { a: '1' }, metrics: { loss: [1] } });
  t.same(splitAttempt(attempt), [attempt]);
  t.equal(splitAttempt(attemptOf({}).attempt).length, 1);
});

t.test('none is larger than an edit may be, and together they tell what the one would', async () => {
  const value = fc.integer({ min: 0, max: 6000 }).map(length => 'é'.repeat(length));
  const params = fc.dictionary(fc.string({ maxLength: 20 }), value, { maxKeys: 80 });
  fc.assert(
    fc.property(params, values => {
      const { attempt } = attemptOf({
        metrics: { loss: [2, 1] },
        outcome: { status: 'finished', exitCode: 0 },
      });
      const parts = splitAttempt({ ...attempt, params: paramsOf(values) });
      const run = sampleRun({ params: {}, metrics: {} });
      const fold = (attempts: typeof parts) => {
        const edits = attempts.map((one, at) => ({
          ...{ id: `e${String(at).padStart(3, '0')}` as EventId, time: '', author: '' },
          edit: { kind: 'continue', ...one } as const,
        }));
        const after = annotate(run, edits);
        return canonical({ ...after.run, added: after.added });
      };
      return (
        parts.every(part => Buffer.byteLength(canonicalFile(part)) < MOST.edit) &&
        fold(parts) === fold([{ ...attempt, params: paramsOf(values) }])
      );
    }),
    { numRuns: 30 },
  );
});
