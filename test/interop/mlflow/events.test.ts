import t from 'tap';
import { eventLines, untagLine, wordLines } from '../../../src/interop/mlflow/events.ts';
import { readEvent } from '../../../src/run/event.ts';
import { newRunId } from '../../../src/store/new-id.ts';

const events = (writes: Parameters<typeof eventLines>[0]) =>
  eventLines(writes)
    .split('\n')
    .flatMap((line): readonly unknown[] => readEvent(line) ?? ['malformed']);

t.test('what is logged is read as our own events', async t => {
  t.match(
    events({
      params: [
        { key: 'lr', value: '0.1' },
        { key: 'text', value: '0.10' },
        { key: '__proto__', value: 'True' },
        { key: 'big', value: '123456789012345678901234567890' },
      ],
      metrics: [{ key: 'a "b"', value: Number.NaN, step: 9007199254740993n, timestamp: 1_700_000_000_123 }],
      tags: [{ key: 'k', value: 'line\nbreak' }],
    }),
    [
      { kind: 'param', key: 'lr', value: 0.1 },
      { kind: 'param', key: 'text', value: '0.10' },
      { kind: 'param', key: '__proto__', value: 'True' },
      { kind: 'param', key: 'big', value: 123456789012345678901234567890n },
      { kind: 'metric', key: 'a "b"', value: Number.NaN, step: 2 ** 53, time: 1_700_000_000.123 },
      { kind: 'tag', key: 'k', value: 'line\nbreak' },
    ],
  );
  t.equal(eventLines({}), '');
});

t.test('so is what is taken back, and what tags say of name and note', async t => {
  t.same(readEvent(untagLine('a "b"').trim()), [{ kind: 'untag', key: 'a "b"' }]);
  const words = wordLines(
    [
      { key: 'mlflow.runName', value: 'a\nb' },
      { key: 'mlflow.note.content', value: 'one\ntwo' },
      { key: 'other', value: 'x' },
    ],
    newRunId(1_800_000_000_000),
  );
  t.same(words.split('\n').map(readEvent), [
    [{ kind: 'name', name: 'a b' }],
    [{ kind: 'note', text: 'one\ntwo' }],
    [],
  ]);
});
