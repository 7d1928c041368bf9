import t from 'tap';
import { encodeAnnotation } from '../../src/store/encode.ts';
import { MOST } from '../../src/store/limits.ts';
import { loadEdits } from '../../src/store/load-edits.ts';
import { newEventId } from '../../src/store/new-id.ts';
import { blob, rawTree } from '../support/damage.ts';
import { NOW } from '../support/run-rows.ts';
import { storeBench } from '../support/store-bench.ts';

const { repository, on } = await storeBench(t);
const { objects } = repository;
const note = (text: string) =>
  encodeAnnotation({ id: newEventId(NOW, []), time: 'then', author: 'A', edit: { kind: 'note', text } });
const folder = (oids: readonly string[]) =>
  rawTree(
    on,
    oids.map((oid, at) => ['100644', `${String(at).padStart(6, '0')}.json`, oid] as const),
  );
const notes = ['one', 'two', 'three', 'four', 'five', 'six'].map(text => blob(on, note(text)));

t.test('edits of many runs come back in order, few or many, and none where there are none', async t => {
  const found = await loadEdits(objects, [
    folder(notes),
    undefined,
    folder(notes.slice(1, 3)),
    folder([]),
    folder(notes.slice(0, 1)),
  ]);
  t.same(
    found.map(edits =>
      edits instanceof Error ? edits : edits.map(({ edit }) => (edit.kind === 'note' ? edit.text : '')),
    ),
    [['one', 'two', 'three', 'four', 'five', 'six'], [], ['two', 'three'], [], ['one']],
  );
});

t.test('too many, too large and broken edits are an error of their own run', async t => {
  const large = Array.from({ length: 70 }, (_, at) => blob(on, note(`${at}`.padEnd(MOST.edit - 1000, 'x'))));
  const found = await loadEdits(objects, [
    folder(Array.from({ length: MOST.edits + 1 }, () => notes[0] as string)),
    folder([blob(on, note('x'.repeat(MOST.edit)))]),
    folder(large),
    folder([notes[0] as string, '1'.repeat(40)]),
    folder([blob(on, '{')]),
    '2'.repeat(40),
    blob(on, 'a file'),
    folder(notes.slice(0, 1)),
  ]);
  t.match(
    found.map(edits => (edits instanceof Error ? edits.message : edits.length)),
    [
      /there are more than 10000/,
      /more than the 262144 it may have/,
      /they have \d{8} bytes together/,
      /is missing/,
      /not JSON/,
      /missing or too many/,
      0,
      1,
    ],
  );
});
