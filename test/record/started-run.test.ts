import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import t, { type Test } from 'tap';
import { startedRun } from '../../src/record/started-run.ts';
import { type Event, readEvent } from '../../src/run/event.ts';
import type { Outcome } from '../../src/run/run.ts';
import { newRunId } from '../../src/store/new-id.ts';

/** A run whose events are read here, and how it has been ended. */
function going(t: Test) {
  const directory = t.testdir();
  const ends: Outcome[] = [];
  const run = startedRun({
    id: newRunId(Date.now()),
    name: 'otter',
    events: join(directory, 'events'),
    artifacts: join(directory, 'artifacts'),
    end: async outcome => void ends.push(outcome) as undefined,
  });
  const said = () =>
    readdirSync(directory).flatMap(name =>
      readFileSync(join(directory, name), 'utf8')
        .split('\n')
        .flatMap(line => readEvent(line) as Event[]),
    );
  return { run, said, ends };
}

t.test('what it is told is in its journal when the call returns', async t => {
  const { run, said } = going(t);
  run.param('lr', 0.1);
  run.params({ model: { depth: 3 } });
  run.metric('loss', Number.NaN, { step: 7, time: 1.5 });
  run.metrics({ a: 1, b: 2 });
  run.tag('stage', 'dev');
  run.note('seen');
  run.artifact('model.json');
  t.match(said(), [
    { kind: 'param', key: 'lr', value: 0.1 },
    { kind: 'param', key: 'model.depth', value: 3 },
    { kind: 'metric', key: 'loss', value: Number.NaN, step: 7, time: 1.5 },
    { kind: 'metric', key: 'a', value: 1, time: Number },
    { kind: 'metric', key: 'b', value: 2 },
    { kind: 'tag', key: 'stage', value: 'dev' },
    { kind: 'note', text: 'seen' },
    { kind: 'artifact', path: resolve('model.json') },
  ]);
});

t.test('what is no number is no metric', async t => {
  const { run, said } = going(t);
  t.throws(
    () => run.metric('loss', '0.3' as unknown as number),
    new TypeError('the metric loss is no number: 0.3'),
  );
  t.same(said(), []);
});

t.test('the end is told once, and nothing is recorded behind it', async t => {
  const { run, said, ends } = going(t);
  await run.end({ status: 'failed', exitCode: 3 });
  await run.end('finished');
  await run[Symbol.asyncDispose]();
  t.same(ends, [{ status: 'failed', exitCode: 3 }]);
  const warned = new Promise<Error>(resolve => process.once('warning', resolve));
  run.tag('a', 'b');
  t.match((await warned).message, /run otter has ended/);
  t.same(said(), []);
});

t.test('who leaves its block without an end has failed', async t => {
  const { run, ends } = going(t);
  await run[Symbol.asyncDispose]();
  t.same(ends, [{ status: 'failed', exitCode: 1 }]);
  const other = going(t);
  await other.run.end();
  t.same(other.ends, [{ status: 'finished', exitCode: 0 }]);
});
