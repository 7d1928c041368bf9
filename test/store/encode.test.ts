import fc from 'fast-check';
import t from 'tap';
import type { Annotation } from '../../src/run/annotation.ts';
import type { Experiment } from '../../src/run/experiment.ts';
import { canonical } from '../../src/run/json.ts';
import { paramOfText } from '../../src/run/param.ts';
import { decodeRun } from '../../src/store/decode.ts';
import {
  encodeAnnotation,
  encodeEnvironment,
  encodeExperiment,
  encodeInputs,
  encodeManifest,
  encodeRun,
  encodeSeries,
  runMessage,
} from '../../src/store/encode.ts';
import { readSeries } from '../../src/store/series.ts';
import { arbitraryRun } from '../support/arbitrary-run.ts';
import { sampleRun } from '../support/run-rows.ts';

const bytes = (text: string) => Buffer.from(text);

t.test('every run comes back from its record as it was', async () => {
  fc.assert(
    fc.property(
      arbitraryRun,
      run => canonical(decodeRun(bytes(encodeRun(run)), 'run.json')) === canonical(run),
    ),
  );
});

t.test('series come back from their lines, none of which is long', async () => {
  const column = fc.array(fc.double(), { maxLength: 2500, size: 'max' });
  const isSame = async (columns: readonly number[][]) => {
    const series = columns.map((value, at) => ({ key: `k${at}`, step: value, value, time: value }));
    const back = columns.map((): number[] => []);
    const text = (async function* () {
      yield bytes(encodeSeries(series));
    })();
    for await (const { key, value } of readSeries(text)) {
      if (value.length > 1000) return false;
      back[Number(key.slice(1))]?.push(...value);
    }
    return canonical(back) === canonical(columns);
  };
  await fc.assert(fc.asyncProperty(fc.array(column, { maxLength: 3 }), isSame), { numRuns: 20 });
});

t.test('equal runs are equal bytes, in whatever order their fields were set', async t => {
  const run = sampleRun({ tags: { b: '2', a: '1' } });
  const backwards = Object.fromEntries(Object.entries({ ...run, tags: { a: '1', b: '2' } }).reverse());
  t.equal(encodeRun(backwards as unknown as typeof run), encodeRun(run));
});

t.test('records are readable: indented, one final line break, their format named', async t => {
  const records = [
    encodeRun(sampleRun()),
    encodeManifest({ 'run.json': { sha256: 'ab', size: 1 } }),
    encodeInputs([]),
    encodeAnnotation({ id: 'x', time: '', author: '', edit: { kind: 'trash' } } as unknown as Annotation),
    encodeExperiment({ name: 'digits' } as Experiment),
  ];
  for (const record of records) {
    t.match(record, /^\{\n {2}"/);
    t.match(record, /"version": 1\n\}\n$|"version": 1,\n/);
    t.ok(record.endsWith('\n}\n'));
  }
  t.equal(encodeEnvironment({ b: 1, a: 2 }), '{\n  "a": 2,\n  "b": 1\n}\n');
});

t.test('the message says to people what became of the run, and what it was', async t => {
  t.equal(
    runMessage(sampleRun()),
    [
      'digits/swift-otter: finished, acc 0.97222',
      '',
      `Run-Id: ${sampleRun().id}`,
      'Experiment: digits',
      'Status: finished',
      'Param: lr=0.10',
      'Metric: acc=0.97222',
      '',
    ].join('\n'),
  );
  const subject = (outcome: Parameters<typeof sampleRun>[0]) => runMessage(sampleRun(outcome)).split('\n')[0];
  t.equal(
    subject({ outcome: { status: 'failed', exitCode: 3 }, metrics: {} }),
    'digits/swift-otter: failed with 3',
  );
  t.equal(
    subject({ outcome: { status: 'killed', signal: 'SIGTERM' }, metrics: {} }),
    'digits/swift-otter: killed by SIGTERM',
  );
  t.equal(subject({ outcome: { status: 'lost', why: 'x' }, metrics: {} }), 'digits/swift-otter: lost');
});

t.test('a message shows a few of many params and metrics', async t => {
  const many = Object.fromEntries(
    [...Array(50).keys()].map(n => [`p${n}`, paramOfText('1', { kind: 'event' })]),
  );
  const lines = runMessage(sampleRun({ params: many })).split('\n');
  t.equal(lines.filter(line => line.startsWith('Param: ')).length, 12);
});

t.test('no text of a run can forge a line of its message', async () => {
  fc.assert(
    fc.property(arbitraryRun, run => {
      const [subject = '', blank, ...trailers] = runMessage(run).split('\n');
      const names = trailers.slice(0, -1).map(line => line.split(':')[0]);
      const expected = ['Run-Id', 'Experiment', 'Status'];
      expected.push(
        ...Object.keys(run.params)
          .slice(0, 12)
          .map(() => 'Param'),
      );
      expected.push(
        ...Object.keys(run.metrics)
          .slice(0, 12)
          .map(() => 'Metric'),
      );
      return subject !== '' && blank === '' && names.join() === expected.join();
    }),
  );
});
