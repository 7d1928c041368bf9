import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { type IgnoredLimits, ignoredWithin } from '../../../src/capture/files/ignored.ts';
import { captureContext } from '../../support/capture-context.ts';
import { openedRepository } from '../../support/recorded-run.ts';
import { recordingBench } from '../../support/recording.ts';

const LIMITS: IgnoredLimits = { time: 60_000, grace: 60_000, entries: 1000 };

async function bench(t: Test) {
  const opened = await openedRepository(t, { files: { '.gitignore': 'data/\n*.log\n.venv/\n' } });
  const { repository, path } = opened;
  const look = async (limits: Partial<IgnoredLimits> = {}, ended = new AbortController().signal) => {
    const source = ignoredWithin({ ...LIMITS, ...limits });
    return (await source.beside?.({ ...captureContext(t), repository, workTree: path }, ended))?.ignored;
  };
  return { ...opened, look };
}

t.test('what Git ignores is counted, the largest are named', async t => {
  const { path, write, look } = await bench(t);
  t.equal(await look(), undefined, 'nothing is ignored');
  write('data/a.csv', 'x'.repeat(100));
  write('data/deep/b.csv', 'x'.repeat(50));
  write('deep/er/ü.log', '12345');
  write('new.py', 'not ignored');
  symlinkSync('/', join(path, 'data/link'));
  t.same(await look(), {
    count: 4,
    bytes: 156,
    largest: [
      { path: 'data/', count: 3, bytes: 151 },
      { path: 'deep/er/ü.log', count: 1, bytes: 5 },
    ],
    complete: true,
  });
  for (let number = 10; number < 60; number++) write(`${number}.log`, 'x'.repeat(number));
  const many = await look();
  t.match(many, { count: 54, complete: true });
  t.same(
    many?.largest.map(({ path }) => path),
    ['data/', ...[59, 58, 57, 56, 55, 54, 53, 52, 51].map(number => `${number}.log`)],
  );
});

t.test('a look that is stopped says so', async t => {
  const { write, look } = await bench(t);
  for (let number = 0; number < 20; number++) write(`.venv/${number}`, '1');
  t.match(await look({ entries: 10 }), { complete: false, largest: [{ path: '.venv/' }] });
  t.match(await look({ entries: 22 }), { complete: true, count: 20 });
  const ended = new AbortController();
  const looking = look({ grace: 0 }, ended.signal);
  ended.abort();
  t.match(await looking, { complete: false });
  t.match(await look({ time: 0 }), { complete: false });
});

t.test('a run has it with its source, and the job has not waited', async t => {
  const { on, sh } = await recordingBench(t, { files: { '.gitignore': '*.log\n' } });
  on.write('x.log', '12345');
  const { source } = await sh('sleep 0.2');
  t.same(source.ignored, {
    count: 1,
    bytes: 5,
    largest: [{ path: 'x.log', count: 1, bytes: 5 }],
    complete: true,
  });
});
