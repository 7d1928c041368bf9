import t from 'tap';
import { createContext } from '../../src/cli/context.ts';
import { findRun } from '../../src/cli/find-run.ts';
import { copyLog, logWriter, storedParts } from '../../src/cli/run-log.ts';
import { maintain } from '../../src/record/maintain.ts';
import { type CliOptions, worldOf } from '../support/cli.ts';
import { liveRun } from '../support/live-run.ts';
import { SETTINGS } from '../support/settings.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

const TERMINAL = { terminal: { columns: 80, rows: 24 } };
const bench = await storeBench(t);

async function copied(selector: string, options: CliOptions = {}): Promise<{ out: Buffer; err: string }> {
  const { world, out, err } = worldOf(bench.on, options);
  const context = createContext(world);
  try {
    await copyLog(context, await findRun(context, selector));
  } finally {
    await context.close();
  }
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
  const write = logWriter(createContext(world), { colours: false });
  const [first, second] = [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])];
  await write.bytes(first);
  await write.bytes(second);
  await write.end();
  t.equal(Buffer.concat(out).toString(), 'é\n');
});

t.test("a run of this clone keeps its colours, a stranger's has none", async t => {
  const files = storedFiles({ 'logs/000000.log': '\x1b[31mred\x1b[0m \x1b[8mhidden\n' });
  const run = bench.run({ name: 'painted' });
  await bench.save(run, { files });
  t.equal((await copied('painted', TERMINAL)).out.toString(), 'red hidden\n');
  await maintain(bench.repository, { ...SETTINGS, maintain: false }, run.id);
  t.equal((await copied('painted', TERMINAL)).out.toString(), '\x1b[31mred\x1b[0m hidden\n');
});

t.test('a part that is no part is not read', async t => {
  await bench.save(bench.run({ name: 'bomb' }), {
    files: storedFiles({ 'logs/000000.log': Buffer.alloc(9 * 2 ** 20) }),
  });
  await t.rejects(copied('bomb'), { code: 'too-large' });
});

t.test('a line without an end is written as it comes', async t => {
  const { world, out } = worldOf(bench.on, TERMINAL);
  const write = logWriter(createContext(world), { colours: false });
  for (let piece = 0; piece < 40; piece++) await write.bytes(Buffer.alloc(2 ** 16, 'x'));
  const before = Buffer.concat(out).length;
  t.ok(before > 2 ** 20 && before < 40 * 2 ** 16, `${before}`);
  await write.end();
  t.equal(Buffer.concat(out).toString(), `${'x'.repeat(40 * 2 ** 16)}\n`);
});

t.test('each part can be read alone, as often as one likes', async t => {
  const files = storedFiles({
    'logs/000000.log': 'a\n',
    'logs/000001.log': 'b\n',
    'logs/index.ndjson': '{}',
  });
  const commit = await bench.save(bench.run({ name: 'two parts' }), { files });
  const parts = await storedParts(bench.repository, { commit });
  t.same(
    parts.map(({ name, size }) => [name, size]),
    [
      ['000000.log', 2],
      ['000001.log', 2],
    ],
  );
  for (let time = 0; time < 2; time++) {
    const pieces: Buffer[] = [];
    for await (const piece of parts[1]?.read() ?? []) pieces.push(piece);
    t.equal(Buffer.concat(pieces).toString(), 'b\n');
  }
});
