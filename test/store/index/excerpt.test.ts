import fc from 'fast-check';
import t from 'tap';
import { rowOfRun } from '../../../src/run/run-row.ts';
import { idOfLine, isLineOf, plainRow, printExcerpt, readExcerpt } from '../../../src/store/index/excerpt.ts';
import { listedRun } from '../../../src/store/listed-run.ts';
import type { LoadedRun } from '../../../src/store/load.ts';
import { arbitraryRun, text } from '../../support/arbitrary-run.ts';
import { sampleRun } from '../../support/run-rows.ts';
import { equal } from '../../support/store-bench.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const loaded = (changes: Partial<LoadedRun> = {}): LoadedRun => ({
  run: sampleRun(),
  trashed: false,
  added: {},
  annotations: [],
  commit: COMMIT,
  ...changes,
});
/** The row as lists know it: where a param was set is told by the run alone. */
function listed(run: LoadedRun) {
  const { run: _, params, ...row } = rowOfRun(run, run.commit);
  const values = Object.create(null);
  for (const [key, { value, text }] of Object.entries(params)) values[key] = { value, text };
  return { ...row, params: values };
}

t.test('what lists ask of a run is the same from a line as from the run', async () => {
  fc.assert(
    fc.property(arbitraryRun, fc.boolean(), (run, trashed) => {
      const one = loaded({ run, trashed, added: { x: { sha256: 'ab', size: 20 } } });
      const line = printExcerpt(listedRun(one)) as string;
      return (
        /^[\x00-\x7f]*$/.test(line) &&
        !line.includes('\n') &&
        line.split('\t').length === 8 &&
        equal(plainRow(readExcerpt(line, new Map())), listed(one))
      );
    }),
  );
});

t.test('a line is of one run at one commit', async t => {
  const line = printExcerpt(listedRun(loaded())) as string;
  t.equal(idOfLine(line), sampleRun().id);
  t.ok(isLineOf(line, COMMIT));
  t.notOk(isLineOf(line, COMMIT.replace(/.$/, '8')));
  t.notOk(isLineOf(line, COMMIT.slice(0, 39)), 'an abbreviation is another one');
  const state = `${COMMIT}+${COMMIT}`;
  const both = printExcerpt(listedRun(loaded()), state) as string;
  t.ok(isLineOf(both, state) && !isLineOf(both, COMMIT) && !isLineOf(line, state));
  t.equal(readExcerpt(both, new Map()).commit, COMMIT);
});

t.test('an experiment is called as it is now', async t => {
  const line = printExcerpt(listedRun(loaded())) as string;
  const { id, name } = sampleRun().experiment;
  t.equal(readExcerpt(line, new Map()).experiment, name);
  t.equal(readExcerpt(line, new Map([[id, 'renamed']])).experiment, 'renamed');
});

t.test('a run with very much to tell has no line', async t => {
  t.equal(printExcerpt(listedRun(loaded({ run: sampleRun({ note: 'x'.repeat(2 ** 20) }) }))), undefined);
});

t.test('no text of a run ends its line or its cell', async () => {
  fc.assert(
    fc.property(fc.oneof(text, fc.constantFrom('a\tb', 'a\r\nb', '\u0085', '\u2028')), note => {
      const line = printExcerpt(
        listedRun(loaded({ run: sampleRun({ note, tags: { [note]: note } }) })),
      ) as string;
      return line.split('\t').length === 8 && !/[\n\r]/.test(line);
    }),
  );
});
