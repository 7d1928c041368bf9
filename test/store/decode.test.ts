import t from 'tap';
import { CorruptRecordError, NewerFormatError } from '../../src/run/errors.ts';
import type { JsonObject } from '../../src/run/json.ts';
import {
  decodeAnnotation,
  decodeExperiment,
  decodeInputs,
  decodeManifest,
  decodeRun,
} from '../../src/store/decode.ts';
import { encodeExperiment, encodeInputs, encodeManifest, encodeRun } from '../../src/store/encode.ts';
import { sampleRun } from '../support/run-rows.ts';

const bytes = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const stored = (): Record<string, unknown> => JSON.parse(encodeRun(sampleRun()));
const ANNOTATION = { version: 1, id: 'x', time: 't', author: 'a', edit: { kind: 'note', text: 'n' } };

t.test('a run is read', async t => {
  const { version: _, ...run } = stored();
  t.same(decodeRun(bytes(stored()), 'run.json'), run);
});

t.test('fields of a later writer survive', async t => {
  const later = { ...stored(), carbon: { kg: 2 }, queue: 'a' };
  const run = decodeRun(bytes(later), 'run.json');
  t.same(run.unknown, { carbon: { kg: 2 }, queue: 'a' } as JsonObject);
  t.same(JSON.parse(encodeRun(run)), later);

  const experiment = {
    version: 1,
    id: 'x',
    name: 'digits',
    description: '',
    tags: {},
    removed: false,
    created: '2026-01-01T00:00:00.000Z',
    colour: 'red',
  };
  t.same(JSON.parse(encodeExperiment(decodeExperiment(bytes(experiment), 'experiment.json'))), experiment);
});

t.test('a record of a newer format says so, whatever else is in it', async t => {
  const newer = bytes({ version: 2, all: 'different' });
  const readers = [decodeRun, decodeManifest, decodeInputs, decodeAnnotation, decodeExperiment];
  for (const read of readers) {
    t.throws(() => read(newer, 'it'), new NewerFormatError('it', 2, 1));
  }
});

t.test('damage names the record and the place', async t => {
  const damaged = (content: unknown) => () => decodeRun(bytes(content), 'run.json of 4f1c');
  t.throws(damaged('{"version":1,'), new CorruptRecordError('run.json of 4f1c', 'it is not JSON'));
  t.throws(damaged({ ...stored(), name: 7 }), {
    code: 'corrupt-record',
    data: { record: 'run.json of 4f1c', why: /^name: / },
  });
  t.throws(damaged({ ...stored(), source: { commit: 'x' } }), {
    code: 'corrupt-record',
    data: { why: /^source\.tree: / },
  });
  t.throws(damaged({ ...stored(), outcome: { status: 'exploded' } }), {
    code: 'corrupt-record',
    data: { why: /^outcome\.status: / },
  });
  t.throws(damaged({ ...stored(), params: { constructor: 7 } }), {
    code: 'corrupt-record',
    data: { why: /^params: / },
  });
  t.throws(damaged({ ...stored(), metrics: [] }), { code: 'corrupt-record', data: { why: /^metrics: / } });
});

t.test('what is no record at all is damage, never a crash', async t => {
  for (const content of ['null', '[]', '7', '"x"', '', 'x', '{"edit":null}', '{"edit":7}']) {
    for (const read of [decodeRun, decodeManifest, decodeInputs, decodeAnnotation, decodeExperiment]) {
      t.throws(() => read(bytes(content), 'it'), CorruptRecordError, content);
    }
  }
});

t.test('an edit of a kind yet unknown is passed over; a damaged one is not', async t => {
  t.same(decodeAnnotation(bytes(ANNOTATION), 'it')?.edit, { kind: 'note', text: 'n' });
  t.equal(decodeAnnotation(bytes({ ...ANNOTATION, edit: { kind: 'pin', to: 3 } }), 'it'), undefined);
  t.throws(
    () => decodeAnnotation(bytes({ ...ANNOTATION, edit: { kind: 'note' } }), 'it'),
    CorruptRecordError,
  );
});

t.test('a manifest and inputs are read, whatever files are called', async t => {
  const files = JSON.parse(
    '{"artifacts/__proto__":{"sha256":"a","size":1,"mode":"755"},"__proto__":{"sha256":"b","size":2}}',
  );
  t.same(Object.entries(decodeManifest(bytes(encodeManifest(files)), 'it')), Object.entries(files).sort());
  const inputs = [{ path: 'a', size: 1, method: 'stat', modified: 'm', declared: 'argv' }] as const;
  t.same(decodeInputs(bytes(encodeInputs(inputs)), 'it'), inputs);
});
