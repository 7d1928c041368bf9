import { rmSync } from 'node:fs';
import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { findRun } from '../../src/cli/find-run.ts';
import { followLog } from '../../src/cli/follow-log.ts';
import { logWriter } from '../../src/cli/run-log.ts';
import { worldOf } from '../support/cli.ts';
import { type Live, type LiveOptions, liveRun } from '../support/live-run.ts';
import { type StoreBench, storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';
import type { Teardown } from '../support/temporary-repository.ts';

const START = { part: '000000.log', bytes: 0 };

async function following(t: Teardown, bench: StoreBench, options: LiveOptions = {}) {
  const live = await liveRun(bench, bench.run(), options);
  const { world, out } = worldOf(bench.on, { now: Date.now });
  const context = createContext(world);
  t.teardown(() => context.close());
  const said = () => Buffer.concat(out).toString();
  const follow = async (from = START) => {
    const found = await findRun(context, live.run.id);
    return followLog(
      context,
      found.live as NonNullable<typeof found.live>,
      from,
      logWriter(context, { colours: true }),
    );
  };
  const until = async (text: string) => {
    while (said() !== text) await new Promise(resolve => setTimeout(resolve, 5));
  };
  return { live, follow, said, until, context };
}

/** The run ends: it is stored with its whole log, and its journal is removed. */
async function end(bench: StoreBench, live: Live, parts: Record<string, string>): Promise<void> {
  const files = Object.entries(parts).map(([name, text]) => [`logs/${name}`, text]);
  await bench.save(live.run, { files: storedFiles(Object.fromEntries(files)) });
  rmSync(live.path, { recursive: true });
}

t.test('what a run writes comes as it is written, part after part, until the run has ended', async t => {
  const bench = await storeBench(t);
  const { live, follow, said, until } = await following(t, bench);
  const followed = follow();
  live.print('one\n');
  await until('one\n');
  live.print('two\n');
  await until('one\ntwo\n');
  live.print('three\n', 1);
  await until('one\ntwo\nthree\n');
  await end(bench, live, { '000000.log': 'one\ntwo\n', '000001.log': 'three\n' });
  t.equal(await followed, 'ended');
  t.equal(said(), 'one\ntwo\nthree\n');
});

t.test('it goes on from where it is known', async t => {
  const bench = await storeBench(t);
  const { live, follow, said, until } = await following(t, bench);
  live.print('known new\n');
  const followed = follow({ part: '000000.log', bytes: 6 });
  await until('new\n');
  await end(bench, live, { '000000.log': 'known new\n' });
  await followed;
  t.equal(said(), 'new\n');
});

t.test('what was written last is read from the store, where the journal was gone first', async t => {
  const bench = await storeBench(t);
  const { live, said, context } = await following(t, bench);
  live.print('one\n');
  const found = await findRun(context, live.run.id);
  await end(bench, live, { '000000.log': 'one\ntwo\n', '000001.log': 'three\n' });
  const entry = found.live as NonNullable<typeof found.live>;
  t.equal(
    await followLog(context, entry, { part: '000000.log', bytes: 4 }, logWriter(context, { colours: true })),
    'ended',
  );
  t.equal(said(), 'two\nthree\n');
});

t.test('a run that nobody records any more is not waited for', async t => {
  const bench = await storeBench(t);
  const { live, said, context } = await following(t, bench, { recorder: 2 ** 22 + 1, child: 2 ** 22 + 1 });
  live.print('last words');
  const entry = { live, plan: undefined, standing: { kind: 'running' } } as const;
  t.equal(await followLog(context, entry, START, logWriter(context, { colours: true })), 'abandoned');
  t.equal(said(), 'last words');
});

t.test('who has heard enough is left alone', async t => {
  const bench = await storeBench(t);
  const { live, context } = await following(t, bench);
  const found = await findRun(context, live.run.id);
  const leaving = new AbortController();
  const heard: string[] = [];
  const followed = followLog(context, found.live as NonNullable<typeof found.live>, START, {
    signal: leaving.signal,
    async bytes(piece, part) {
      heard.push(`${part} ${Buffer.from(piece)}`);
      leaving.abort();
    },
  });
  live.print('one\n');
  t.equal(await followed, 'left');
  t.same(heard, ['000000.log one\n']);
});
