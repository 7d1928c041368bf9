/** Runs as strangers make them, brought in by plain Git: what each command does with one, in which memory and time. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { constants, deflateSync } from 'node:zlib';
import t from 'tap';
import { encodeRun } from '../../src/store/encode.ts';
import { blob, entriesOf, type RawEntry, rawTree } from '../support/damage.ts';
import { sampled } from '../support/extent.ts';
import { builtProgram } from '../support/program.ts';
import { NOW, sampleId } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';
import { storedFiles } from '../support/stored-files.ts';

/** MB of all processes of a command together; a good run takes about 70. */
const MOST_MEMORY = 400;
/** Seconds, for a machine that has much else to do. */
const MOST_TIME = 60;

const program = builtProgram(t);
const bench = await storeBench(t, { files: { 'a.py': '1\n' } });
const { on } = bench;
const good = bench.run({ name: 'good-otter' });
const files = storedFiles({ 'artifacts/model': 'x', 'logs/000000.log': 'l\n', 'metrics/main.ndjson': '' });
await bench.save(good, { files });
const top = entriesOf(on, `refs/runs/${good.id}`);

/** A GiB of zeros, as a loose object of 5 MB: deflated a MiB at a time, flushed so that the pieces can be joined. */
function gibOfZeros(): string {
  const mib = Buffer.alloc(2 ** 20);
  const header = Buffer.from(`blob ${2 ** 30}\0`);
  const hash = createHash('sha1').update(header);
  for (let count = 0; count < 1024; count++) hash.update(mib);
  const oid = hash.digest('hex');
  const flush = { level: 1, finishFlush: constants.Z_FULL_FLUSH };
  const first = deflateSync(header, flush);
  // Raw pieces behind the header of the first: no checksum ends them, and Git asks for none before it is there.
  const piece = deflateSync(mib, { ...flush, windowBits: 15 }).subarray(2);
  const directory = join(on.path, '.git/objects', oid.slice(0, 2));
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, oid.slice(2)),
    Buffer.concat([first, ...Array.from({ length: 1024 }, () => piece)]),
  );
  return oid;
}

const zeros = gibOfZeros();
const x = blob(on, 'x');

/** 10^10 paths in 12 objects. */
let paths = rawTree(on, [['100644', 'f', x]]);
for (let level = 0; level < 10; level++)
  paths = rawTree(
    on,
    [...'0123456789'].map(name => ['40000', name, paths] as const),
  );

interface Hostile {
  readonly entries?: readonly RawEntry[];
  readonly record?: (json: string) => string;
  readonly source?: string;
}

/** Brings a run in, and returns its id. */
function bring({ entries = [], record = json => json, source = good.source.commit }: Hostile): string {
  const id = sampleId(NOW + 60_000);
  const run = {
    ...good,
    id,
    name: 'stranger',
    source: { ...good.source, commit: source, tree: on.git('rev-parse', `${source}^{tree}`) },
  };
  const replaced = new Map(entries.map(entry => [entry[1], entry]));
  if (!replaced.has('run.json'))
    replaced.set('run.json', ['100644', 'run.json', blob(on, record(encodeRun(run)))]);
  const all = [...top.filter(([, name]) => !replaced.has(name)), ...replaced.values()];
  const tree = rawTree(
    on,
    all.sort(([, one], [, other]) => (one < other ? -1 : 1)),
  );
  on.git('update-ref', `refs/runs/${id}`, on.git('commit-tree', tree, '-p', source, '-m', 'x'));
  return id;
}

interface Cost {
  readonly code: number | null;
  readonly out: string;
  readonly said: string;
  /** MB. */
  readonly memory: number;
  /** Seconds. */
  readonly time: number;
}

/** Runs the program, and looks on what it and its children take. */
async function run(...words: string[]): Promise<Cost> {
  const began = performance.now();
  const started = program.start(on, words);
  started.process.stdin?.end();
  let memory = 0;
  let over = false;
  const end = started.end().finally(() => {
    over = true;
  });
  while (!over) {
    const alive = withChildren(started.process.pid as number);
    memory = Math.max(
      memory,
      alive.reduce((sum, pid) => sum + peakOf(pid), 0),
    );
    await Promise.race([end, delay(20)]);
  }
  const { code, stdout, stderr } = await end;
  return {
    code,
    out: stdout,
    said: stdout.slice(0, 100_000) + stderr,
    memory,
    time: (performance.now() - began) / 1000,
  };
}

function withChildren(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(withChildren)];
}

function peakOf(pid: number): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1000;
}

function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}

const folder = (name: string, ...entries: readonly RawEntry[]): RawEntry => [
  '40000',
  name,
  rawTree(on, entries),
];
const field = (json: string) => (record: string) => record.replace('{', `{"aaa":${json},`);
const edit = (at: number) =>
  `${'01jbp8q0000000000000000000'.slice(0, 20)}${String(at).padStart(6, '0')}.json`;
const long = '9'.repeat(10_000_000);
const levels = 100_000;

/** What is brought in; the command that is nearest to it, and what that says; whether a list can show the run. */
const FAMILIES: Readonly<
  Record<string, readonly [() => Hostile, readonly string[], number, RegExp, boolean?]>
> = {
  'a GiB as run.json': [
    () => ({ entries: [['100644', 'run.json', zeros]] }),
    ['show'],
    1,
    /1073741824 bytes, more than/,
    true,
  ],
  'a GiB as manifest.json': [
    () => ({ entries: [['100644', 'manifest.json', zeros]] }),
    ['artifact', 'list'],
    1,
    /1073741824 bytes, more than/,
  ],
  'a GiB as environment.json': [
    () => ({ entries: [['100644', 'environment.json', zeros]] }),
    ['show'],
    1,
    /1073741824 bytes, more than/,
  ],
  'a GiB as a part of the log': [
    () => ({ entries: [folder('logs', ['100644', '000000.log', zeros])] }),
    ['tail'],
    1,
    /1073741824 bytes and more, and a part/,
  ],
  'a GiB as an edit': [
    () => ({ entries: [folder('annotations', ['100644', edit(0), zeros])] }),
    ['tag'],
    1,
    /1073741824 bytes, more than/,
    true,
  ],
  'a GiB as an artifact of one byte': [
    () => ({ entries: [folder('artifacts', ['100644', 'model', zeros])] }),
    ['artifact', 'get'],
    1,
    /1073741824 bytes, and 1 were recorded/,
  ],
  '10^10 artifacts': [
    () => ({ entries: [['40000', 'artifacts', paths]] }),
    ['artifact', 'list'],
    1,
    /more than 200000 files/,
  ],
  '10^10 edits': [() => ({ entries: [['40000', 'annotations', paths]] }), ['rm'], 1, /is a tree/, true],
  '10^10 files of the source': [
    () => ({ source: on.git('commit-tree', paths, '-m', 'b') }),
    ['checkout'],
    1,
    /more than 1000000 files/,
  ],
  '100,000 edits': [
    () => ({
      entries: [
        folder(
          'annotations',
          ...Array.from({ length: 100_000 }, (_, at) => ['100644', edit(at), x] as const),
        ),
      ],
    }),
    ['note'],
    1,
    /more than 10000/,
    true,
  ],
  'JSON of a hundred thousand levels': [
    () => ({ record: field(`${'['.repeat(levels)}${']'.repeat(levels)}`) }),
    ['show'],
    1,
    /deeper than 200 levels/,
    true,
  ],
  'JSON of a million keys': [
    () => ({ record: field(`{${Array.from({ length: 1_000_000 }, (_, at) => `"${at}":0`).join(',')}}`) }),
    ['show', '--json'],
    0,
    /stranger/,
  ],
  'a number of ten million digits': [
    () => ({ record: field(`{"$number":"${long}"}`) }),
    ['show'],
    1,
    /not JSON/,
    true,
  ],
  'keys of prototypes': [
    () => ({ record: field('{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}') }),
    ['show'],
    0,
    /stranger/,
  ],
  'a record of another run': [
    () => ({ record: json => json.replace(/^ {2}"id": "\w{26}"/m, `  "id": "${good.id}"`) }),
    ['show'],
    1,
    /says that it is run/,
    true,
  ],
  'a directory as run.json': [
    () => ({ entries: [folder('run.json', ['100644', 'x', x])] }),
    ['show'],
    1,
    /is a tree/,
    true,
  ],
  'a record that is missing': [
    () => ({ entries: [['100644', 'run.json', '1'.repeat(40)]] }),
    ['rerun'],
    1,
    /is missing/,
    true,
  ],
};

const families = sampled(Object.entries(FAMILIES), 3);

const LAST: Readonly<Record<string, readonly string[]>> = { tag: ['a=b'], note: ['-m', 'b'] };
const skip = existsSync('/proc/self/status') ? false : 'SKIPPED: there is no /proc to look on memory';

t.test('of each it is said what is wrong, in little memory and time', { skip }, async t => {
  const outside = () => [...readdirSync(on.home), ...readdirSync(join(on.path, '..'))].sort();
  const before = outside();
  const ids = new Map(families.map(([name, [make]]) => [name, bring(make())]));
  const isFrugal = ({ memory, time, said }: Cost, name: string) => {
    t.ok(memory < MOST_MEMORY && time < MOST_TIME, `${name}: ${Math.round(memory)} MB, ${time.toFixed(1)} s`);
    t.notMatch(said, /should not have happened/, name);
  };
  for (const [name, [, words, code, says]] of families) {
    const found = await run(...words, ids.get(name) as string, ...(LAST[words[0] as string] ?? []));
    t.equal(found.code, code, `${name}, ${words.join(' ')}: ${found.said.slice(0, 300)}`);
    t.match(found.said, says, name);
    isFrugal(found, name);
  }
  const listed = await run('log', '--no-pager');
  t.equal(listed.code, 0);
  t.match(listed.said, /good-otter/, 'the good run is listed among them all');
  for (const [name, [, , , , unreadable = false]] of families)
    if (unreadable) t.match(listed.said, `passed over ${ids.get(name)}`, name);
  isFrugal(listed, 'all of them in a list');
  const checked = await run('fsck', '--no-content', '--json');
  t.equal(checked.code, 1);
  const hurt = new Set((JSON.parse(checked.out).runs as { id: string }[]).map(({ id }) => id));
  for (const [name, id] of ids) t.equal(hurt.has(id), true, name);
  isFrugal(checked, 'all of them looked over');
  t.same(outside(), before, 'nothing was written beside the repository');
  t.match(await run('exec', '-q', '--', 'true'), { code: 0 });
});
