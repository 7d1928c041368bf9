import fc from 'fast-check';
import t from 'tap';
import type { RunId } from '../../../src/run/run-id.ts';
import {
  MOST_RUNS,
  mayHold,
  nameOf,
  type PageLine,
  paged,
  pagePath,
  parsePage,
  parsePageName,
  printPage,
} from '../../../src/store/ledger/page.ts';
import { idAt, NOW } from '../../support/run-rows.ts';

const linesOf = (count: number): PageLine[] =>
  Array.from({ length: count }, (_, n) => ({ id: idAt(NOW + n), commit: String(n % 10).repeat(40) }));

t.test('pages are full but for the last, and read as they are printed', async t => {
  for (const count of [0, 1, MOST_RUNS, MOST_RUNS + 1, 2 * MOST_RUNS + 5]) {
    const pages = paged(linesOf(count));
    t.same(pages.flat(), linesOf(count));
    for (const lines of pages) {
      const name = nameOf(7, lines);
      t.same(parsePageName({ name: pagePath(name).slice('pages/'.length) }), name);
      t.same(parsePage(name, Buffer.from(printPage(lines))), lines);
      t.ok(lines.every(({ id }) => mayHold(name, id)));
    }
    t.ok(pages.slice(0, -1).every(lines => lines.length === MOST_RUNS));
  }
});

t.test('what is no page of ours has no name', async t => {
  const [one, other] = [idAt(NOW), idAt(NOW + 1)];
  t.match(parsePageName({ name: `1-${one}-${other}` }), { number: 1, first: one, last: other });
  for (const name of [
    '',
    `0-${one}-${other}`,
    `1-${other}-${one}`,
    `1-${one}`,
    `-1-${one}-${other}`,
    `1-${one}-${other}.x`,
    `1-${one.toUpperCase()}-${other}`,
    `1-${'u'.repeat(26)}-${other}`,
    `9999999999-${one}-${other}`,
  ])
    t.equal(parsePageName({ name }), undefined, name);
});

t.test('of whatever bytes, nothing is read but ids and commits that may be there', async () => {
  const name = nameOf(1, linesOf(10));
  const inside = printPage(linesOf(10));
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.uint8Array(),
          fc.constantFrom(
            inside,
            `${idAt(NOW + 99)} ${'1'.repeat(40)}\n`,
            `${idAt(NOW)} ${'1'.repeat(41)}\n`,
            `${idAt(NOW)} --upload-pack=x\n`,
          ),
        ),
      ),
      pieces => {
        const read = parsePage(name, Buffer.concat(pieces.map(piece => Buffer.from(piece as string))));
        return read.every(
          ({ id, commit }) => mayHold(name, id as RunId) && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit),
        );
      },
    ),
  );
});
