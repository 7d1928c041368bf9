import { rmSync } from 'node:fs';
import t from 'tap';
import { createContext } from '../../../src/cli/context.ts';
import { logDesk } from '../../../src/cli/ui/log-desk.ts';
import { maintain } from '../../../src/record/maintain.ts';
import type { RunId } from '../../../src/run/run-id.ts';
import type { LogReader } from '../../../src/tui/desk.ts';
import { worldOf } from '../../support/cli.ts';
import { liveRun } from '../../support/live-run.ts';
import { SETTINGS } from '../../support/settings.ts';
import { storeBench } from '../../support/store-bench.ts';
import { storedFiles } from '../../support/stored-files.ts';

const bench = await storeBench(t);
const { world } = worldOf(bench.on, { now: Date.now });
const context = createContext(world);
t.teardown(() => context.close());
const { log } = logDesk(context);

const text = async (reader: LogReader, name: string) => Buffer.from(await reader.read(name)).toString();

t.test('the log of a run is known by its parts, each of which is read alone, and again', async t => {
  const files = storedFiles({
    'logs/000000.log': 'one\n',
    'logs/000001.log': 'two\n',
    'logs/000004.log': 'tail\n',
    'logs/index.ndjson': '{}\n',
  });
  const run = bench.run({ log: { bytes: 2_000_013, dropped: 2_000_000, parts: 3 } });
  await bench.save(run, { files });
  const reader = await log(run.id);
  t.same(reader.parts, [
    { name: '000000.log', bytes: 4 },
    { name: '000001.log', bytes: 4 },
    { name: '000004.log', bytes: 5 },
  ]);
  t.same([reader.dropped, reader.isLive, reader.colours], [2_000_000, false, false]);
  t.equal(await text(reader, '000001.log'), 'two\n');
  t.equal(await text(reader, '000001.log'), 'two\n');
  await t.rejects(reader.read('000002.log'), { message: 'it was not kept' });
  reader.follow(
    async () => void t.fail(),
    () => t.fail(),
  )();
});

t.test('of one part that is no part the others are read', async t => {
  const files = storedFiles({ 'logs/000000.log': Buffer.alloc(9 * 2 ** 20), 'logs/000001.log': 'two\n' });
  const run = bench.run({});
  await bench.save(run, { files });
  const reader = await log(run.id);
  t.equal(await text(reader, '000001.log'), 'two\n');
  await t.rejects(reader.read('000000.log'), { code: 'too-large' });
});

t.test('a run with no output has no parts, and one that is not there is not found', async t => {
  const run = bench.run({});
  await bench.save(run, {});
  t.same((await log(run.id)).parts, []);
  await t.rejects(log('01j00000000000000000000000' as RunId), { code: 'run-not-found' });
});

t.test('a run in progress is read from its journal, and what it writes is heard until it ends', async t => {
  const live = await liveRun(bench, bench.run({}));
  live.print('one\n');
  live.print('two\n', 3);
  const reader = await log(live.run.id);
  t.same([reader.parts.map(({ bytes }) => bytes), reader.isLive, reader.colours], [[4, 4], true, true]);
  t.equal(reader.dropped, 2 * 4 * 2 ** 20);
  t.equal(await text(reader, '000003.log'), 'two\n');
  const heard: string[] = [];
  let hasEnded = false;
  reader.follow(
    async (name, bytes) => void heard.push(`${name} ${Buffer.from(bytes)}`),
    () => {
      hasEnded = true;
    },
  );
  live.print('three\n', 3);
  while (heard.length < 1) await new Promise(resolve => setTimeout(resolve, 5));
  const files = storedFiles({
    'logs/000000.log': 'one\n',
    'logs/000003.log': 'two\nthree\n',
    'logs/000004.log': 'end\n',
  });
  await bench.save(live.run, { files });
  rmSync(live.path, { recursive: true });
  while (!hasEnded) await new Promise(resolve => setTimeout(resolve, 5));
  t.same(heard, ['000003.log three\n', '000004.log end\n']);
  t.equal(await text(reader, '000003.log'), 'two\nthree\n', 'and is read from the store from now on');
  t.notOk((await log(live.run.id)).isLive);
});

t.test('who has left hears nothing more', async t => {
  const live = await liveRun(bench, bench.run({}));
  const reader = await log(live.run.id);
  const leave = reader.follow(
    async () => void t.fail(),
    () => t.fail(),
  );
  leave();
  live.print('one\n');
  const other = await new Promise<string>(resolve => {
    const stop = reader.follow(
      async (_, bytes) => {
        stop();
        resolve(Buffer.from(bytes).toString());
      },
      () => {},
    );
  });
  t.equal(other, 'one\n');
});

t.test('colours are shown of runs that were recorded here', async t => {
  const run = bench.run({});
  await bench.save(run, { files: storedFiles({ 'logs/000000.log': 'a\n' }) });
  // Where runs are noted there is a directory as soon as one is in progress.
  await liveRun(bench, bench.run({}));
  t.notOk((await log(run.id)).colours);
  await maintain(bench.repository, { ...SETTINGS, maintain: false }, run.id);
  t.ok((await log(run.id)).colours);
});
