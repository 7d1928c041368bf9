import fc from 'fast-check';
import t from 'tap';
import { type Annotation, annotate, type Edit, timesGoneOn, trashedSince } from '../../src/run/annotation.ts';
import type { Run } from '../../src/run/run.ts';
import type { EventId } from '../../src/run/run-id.ts';
import { attemptOf } from '../support/attempts.ts';
import { idAt } from '../support/run-rows.ts';

const RUN = {
  name: 'swift-otter',
  note: '',
  tags: { stage: 'dev' },
  experiment: { id: 'e', name: 'E' },
} as unknown as Run;

const annotation = (id: string, edit: Edit): Annotation => ({
  id: id as EventId,
  time: '2026-01-02T03:04:05.000Z',
  author: 'Ada <ada@example.com>',
  edit,
});
const fold = (...edits: Edit[]) =>
  annotate(
    RUN,
    edits.map((edit, index) => annotation(`e${index}`, edit)),
  );

t.test('a run with no edits is itself', async t => {
  t.same(fold(), { run: RUN, trashed: false, added: {} });
});

t.test('a tag set later wins, and can be taken away', async t => {
  t.same(fold({ kind: 'tag', key: 'stage', value: 'prod' }).run.tags, { stage: 'prod' });
  t.same(fold({ kind: 'tag', key: 'x', value: '1' }, { kind: 'untag', key: 'stage' }).run.tags, { x: '1' });
  t.same(fold({ kind: 'untag', key: 'never-set' }).run.tags, { stage: 'dev' });
});

t.test('notes, names and experiments are those set last', async t => {
  const { run } = fold(
    { kind: 'note', text: 'one' },
    { kind: 'note', text: 'two' },
    { kind: 'rename', name: 'best' },
    { kind: 'move', experiment: { id: 'f', name: 'F' } },
  );
  t.match(run, { note: 'two', name: 'best', experiment: { id: 'f', name: 'F' } });
  t.match(RUN, { note: '', name: 'swift-otter' }, 'and the run as recorded is as it was');
});

t.test('an edit made after the trash is kept, and the run stays trashed until it is restored', async t => {
  const trashed = fold({ kind: 'trash' }, { kind: 'tag', key: 'late', value: 'yes' });
  t.match(trashed, { trashed: true, run: { tags: { late: 'yes' } } });
  t.equal(fold({ kind: 'trash' }, { kind: 'restore' }).trashed, false);
  t.equal(fold({ kind: 'restore' }, { kind: 'trash' }).trashed, true);
});

t.test('an artifact added later is found by its path', async t => {
  const entry = { sha256: 'ab', size: 3 };
  t.same({ ...fold({ kind: 'artifact', path: 'a/b.pt', entry }).added }, { 'artifacts/a/b.pt': entry });
});

t.test('edits fold in the order of their ids, however the clones that made them were merged', async () => {
  const edit: fc.Arbitrary<Edit> = fc.oneof(
    fc.record({ kind: fc.constant('tag' as const), key: fc.constantFrom('a', 'b'), value: fc.string() }),
    fc.record({ kind: fc.constant('untag' as const), key: fc.constantFrom('a', 'b') }),
    fc.record({ kind: fc.constant('rename' as const), name: fc.string() }),
    fc.constantFrom<Edit>({ kind: 'trash' }, { kind: 'restore' }),
  );
  const edits = fc
    .array(edit, { maxLength: 6 })
    .map(all => all.map((one, index) => annotation(`e${index}`, one)));
  fc.assert(
    fc.property(
      edits.chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
      ([ordered, shuffled]) =>
        JSON.stringify(annotate(RUN, ordered)) === JSON.stringify(annotate(RUN, [...shuffled, ...shuffled])),
    ),
  );
});

t.test('a tag may be called anything', async t => {
  const { tags } = fold(
    { kind: 'tag', key: '__proto__', value: 'x' },
    { kind: 'tag', key: 'constructor', value: 'y' },
    { kind: 'untag', key: 'stage' },
  ).run;
  t.same(Object.entries(tags), [
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
  t.equal(
    (fold({ kind: 'tag', key: 'a', value: '' }).run.tags as Record<string, unknown>).toString,
    undefined,
  );
});

t.test('a run is in the trash since it was put there last, by the later of two clocks', async t => {
  const event = (at: number, kind: 'trash' | 'restore', time = at): Annotation => ({
    id: idAt(at) as string as Annotation['id'],
    time: new Date(time).toISOString(),
    author: 'x',
    edit: { kind },
  });
  t.equal(trashedSince([]), undefined);
  t.equal(trashedSince([event(20, 'trash'), event(10, 'trash')]), 10, 'again makes no difference');
  t.equal(trashedSince([event(10, 'trash'), event(20, 'restore')]), undefined);
  t.equal(trashedSince([event(30, 'trash'), event(10, 'trash'), event(20, 'restore')]), 30);
  t.equal(trashedSince([event(10, 'trash', 50)]), 50);
  t.equal(trashedSince([event(10, 'trash', 5)]), 10);
  t.equal(trashedSince([{ ...event(10, 'trash'), time: 'never' }]), 10);
});

t.test('the times that a run was gone on with are told once each, in their order', async t => {
  const [one, two] = [attemptOf({}).attempt, attemptOf({}).attempt];
  const edits = [two, one, two].map((attempt, at) => annotation(`e${at}`, { kind: 'continue', ...attempt }));
  const times = timesGoneOn([annotation('e9', { kind: 'trash' }), ...edits]);
  t.same(
    times.map(({ attempt }) => attempt),
    [one.attempt, two.attempt],
  );
});
