import fc from 'fast-check';
import t from 'tap';
import type { Annotation } from '../../../src/run/annotation.ts';
import type { EventId } from '../../../src/run/run-id.ts';
import { printExcerpt } from '../../../src/store/index/excerpt.ts';
import { editsBeyond, printFolded, readFolded } from '../../../src/store/ledger/folded-run.ts';
import { listedRun } from '../../../src/store/listed-run.ts';
import type { LoadedRun } from '../../../src/store/load.ts';
import { arbitraryRun } from '../../support/arbitrary-run.ts';
import { idAt, NOW, sampleRun } from '../../support/run-rows.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const loaded = (changes: Partial<LoadedRun> = {}): LoadedRun => ({
  run: sampleRun(),
  trashed: false,
  added: {},
  annotations: [],
  commit: COMMIT,
  ...changes,
});
const event = (at: number, edit: Annotation['edit']): Annotation => ({
  id: idAt(NOW + at) as string as EventId,
  time: new Date(NOW).toISOString(),
  author: 'Ada <a@b>',
  edit,
});

t.test('a ledger tells of a run what the index would', async () => {
  const annotations = [event(1, { kind: 'note', text: 'tab\there, line\nthere, é' })];
  fc.assert(
    fc.property(arbitraryRun, given => {
      const one = loaded({ run: { ...given, id: sampleRun().id }, annotations });
      const line = printFolded(one);
      if (line === undefined) return true;
      const [read, ...more] = readFolded(Buffer.from(`${line}\n`));
      return (
        read?.id === one.run.id &&
        read.line === line &&
        read.excerpt === printExcerpt(listedRun(one)) &&
        more.length === 0
      );
    }),
  );
});

t.test('a run with very much to tell has no line', async t => {
  t.equal(printFolded(loaded({ run: sampleRun({ note: 'x'.repeat(2 ** 16) }) })), undefined);
});

t.test('lines that could not be of ours are passed over, and hide no others', async t => {
  const good = printFolded(loaded()) as string;
  const cells = good.split('\t');
  const but = (at: number, cell: string) => cells.map((one, n) => (n === at ? cell : one)).join('\t');
  const bad = [
    '',
    '\t\t\t',
    '{}',
    cells.slice(0, -1).join('\t'),
    `${good}\tmore`,
    but(0, 'not-an-id'),
    but(1, `${COMMIT}+${COMMIT}`),
    but(1, '--output=x'),
    but(2, 'true'),
    but(3, '{}'),
    but(3, (cells[3] as string).replace('"exitCode":0', '"exitCode":"0"')),
    but(4, '{"lr":{"value":{}}}'),
    but(4, '[]'),
    but(4, `${'['.repeat(300)}${']'.repeat(300)}`),
    but(5, '{"acc":{"last":"high"}}'),
    but(5, '{"acc":{"last":{"$number":"many"},"min":0,"max":0,"count":0,"step":0}}'),
    but(6, '{"a":1}'),
    but(7, 'null'),
    but(7, '{"note":"\u001b[2J"}'),
    but(8, '[{"edit":{"kind":"tag"}}]'),
    `${good}${' '.repeat(2 ** 16)}`,
  ];
  const read = [...readFolded(Buffer.from([...bad, good, ...bad].join('\n')))];
  t.same(
    read.map(({ line }) => line),
    [good],
  );
});

t.test('whatever bytes they are', async () => {
  const good = printFolded(loaded()) as string;
  fc.assert(
    fc.property(fc.nat({ max: good.length }), fc.uint8Array({ maxLength: 4 }), (at, bytes) => {
      const text = Buffer.concat([Buffer.from(good.slice(0, at)), bytes, Buffer.from(good.slice(at + 1))]);
      return [...readFolded(text)].every(({ id }) => id.length === 26);
    }),
  );
});

t.test('edits are told apart by their ids', async t => {
  const [one, two] = [event(1, { kind: 'trash' }), event(2, { kind: 'restore' })];
  t.same(editsBeyond([one, two], [one]), [two]);
  t.same(editsBeyond([one], [one, two]), []);
});
