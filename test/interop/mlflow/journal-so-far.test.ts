import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { readSoFar } from '../../../src/interop/mlflow/journal-so-far.ts';
import { sampleId } from '../../support/run-rows.ts';
import { temporaryDirectory } from '../../support/temporary-repository.ts';

function journal() {
  const path = temporaryDirectory(t);
  mkdirSync(join(path, 'artifacts'));
  const say = (file: string, ...lines: (object | string)[]) =>
    appendFileSync(
      join(path, file),
      lines.map(line => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''),
    );
  return { live: { id: sampleId(1_000_000), path }, say };
}

t.test('what a job has said is told, each writer’s steps counted by themselves', async t => {
  const { live, say } = journal();
  say('events', { param: { lr: 0.1 } }, { tag: { a: '1' } }, { tag: { a: '2' } }, 'nonsense', { note: 'n' });
  say('events', { metric: { loss: 3 } }, { metric: { loss: 2 }, step: 5, time: 7 }, { name: 'swift-otter' });
  say('events.host.1', { metric: { loss: 9 } });
  appendFileSync(join(live.path, 'events'), '{"metric":{"loss":');
  const soFar = await readSoFar(live);
  t.same([...soFar.params], [['lr', '0.1']]);
  t.same([...soFar.tags], [['a', '2']]);
  t.match(soFar, { name: 'swift-otter', note: 'n' });
  t.match(soFar.series.get('loss'), [
    { value: 3, step: 0 },
    { value: 2, step: 5, timestamp: 7000 },
    { value: 9, step: 0 },
  ]);
  t.equal(soFar.end, undefined);
});

t.test('a tag that was taken back is gone, and said to be', async t => {
  const { live, say } = journal();
  say(
    'events',
    { tag: { a: '1', b: '2' } },
    { untag: 'a' },
    { untag: 'planned' },
    { untag: 'b' },
    { tag: { b: '3' } },
  );
  const { tags, untagged } = await readSoFar(live);
  t.same([...tags], [['b', '3']]);
  t.same([...untagged], ['a', 'planned']);
});

t.test('an end counts where nothing was said after it', async t => {
  const { live, say } = journal();
  say('events', { end: { status: 'failed' } });
  t.match((await readSoFar(live)).end, { outcome: { status: 'failed' } });
  say('events', { metric: { loss: 1 } });
  t.equal((await readSoFar(live)).end, undefined);
});

t.test('facts tell more of a point', async t => {
  const { live, say } = journal();
  say('events', { metric: { loss: 1 }, step: 2, time: 3 });
  writeFileSync(
    join(live.path, 'artifacts', 'mlflow.ndjson'),
    '{"kind":"point","key":"loss","point":{"value":1,"timestamp":3000,"step":2,"model":"m-1"}}\n',
  );
  t.match((await readSoFar(live)).series.get('loss'), [{ model: 'm-1' }]);
});

t.test('a journal that is gone has said nothing', async t => {
  t.equal((await readSoFar({ id: sampleId(1), path: '/nowhere' })).series.size, 0);
});
