import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { copyLog, logWriter } from '../../src/cli/run-log.ts';
import { findRun } from '../../src/cli/runs.ts';
import { type CliOptions, worldOf } from '../support/cli.ts';
import { liveRun } from '../support/live-run.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const TERMINAL = { terminal: { columns: 80, rows: 24 } };
const bench = await storeBench(t);

async function copied(selector: string, options: CliOptions = {}): Promise<{ out: Buffer; err: string }> {
  const { world, out, err } = worldOf(bench.on, options);
  const context = createContext(world);
  await copyLog(context, await findRun(context, selector));
  await context.close();
  return { out: Buffer.concat(out), err: Buffer.concat(err).toString() };
}

const WILD = Buffer.from('\x1b[2Jé\r\n10%\r99%\ntail\xff', 'latin1');

t.test('a pipe gets the bytes as they were written', async t => {
  await bench.save(bench.run({ name: 'wild' }), {
    files: storedFiles({ 'logs/000000.log': WILD, 'logs/index.ndjson': '{}' }),
  });
  t.same((await copied('wild')).out, WILD);
});

t.test('a terminal gets lines that cannot harm it', async t => {
  t.equal((await copied('wild', TERMINAL)).out.toString(), '\\u{1b}[2J�\n99%\ntail�\n');
});

t.test('parts follow one another, and a gap is said', async t => {
  const log = { bytes: 2_000_006, dropped: 2_000_000, parts: 3 };
  const files = storedFiles({ 'logs/000000.log': 'a\n', 'logs/000001.log': 'b\n', 'logs/000004.log': 'c\n' });
  await bench.save(bench.run({ name: 'long', log }), { files });
  t.same(await copied('long'), {
    out: Buffer.from('a\nb\nc\n'),
    err: 'git-run: … 2.0 MB in the middle were not kept …\n',
  });
});

t.test('of a run in progress it is what there is so far', async t => {
  const live = await liveRun(bench, bench.run({ name: 'going' }));
  t.equal((await copied('going')).out.toString(), '');
  live.print('one\ntw');
  t.equal((await copied('going')).out.toString(), 'one\ntw');
});

t.test('a character that comes in two pieces is one', async t => {
  const { world, out } = worldOf(bench.on, TERMINAL);
  const write = logWriter(createContext(world));
  const [first, second] = [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])];
  await write.bytes(first);
  await write.bytes(second);
  await write.end();
  t.equal(Buffer.concat(out).toString(), 'é\n');
});
