import fc from 'fast-check';
import t from 'tap';
import { LONGEST } from '../../../src/tui/state/log-lines.ts';
import {
  findLine,
  patternOf,
  slicesOf,
  tourOf,
  wantedErrors,
  wantedText,
} from '../../../src/tui/state/log-search.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

t.test('small letters mean large ones too, and large ones only themselves', async t => {
  t.match('Loss', patternOf('loss'));
  t.notMatch('loss', patternOf('Loss'));
  t.match('a B', patternOf(String.raw`\Sb|a\Wb`), 'what a regular expression has of them is none');
});

t.test('what is no regular expression is meant as it stands', async t => {
  t.match('f(x', patternOf('f(x'));
  t.match('a.b*[', patternOf('a.b*['));
  t.notMatch('aXb*[', patternOf('a.b*['));
});

t.test('the first line in a direction is found', async t => {
  const log = bytes('one\ntwo\nthree two\nfour\n');
  t.equal(findLine(log, 1, wantedText('two')), 4);
  t.equal(findLine(log, -1, wantedText('two')), 8);
  t.equal(findLine(log, 1, wantedText('^t.*e')), 8);
  t.equal(findLine(log, 1, wantedText('five')), undefined);
  t.equal(findLine(log, 1, wantedText('e$')), 0);
  t.equal(findLine(log, 1, wantedText(String.raw`two\s+three`)), undefined, 'no match goes over a line');
  t.equal(findLine(bytes(''), 1, wantedText('x')), undefined);
});

t.test('lines are searched as they are shown', async t => {
  const log = bytes('loss \x1b[31m0.5\x1b[0m\n 10% old\r100% new\r\né loss 0.5\n');
  t.equal(findLine(log, 1, wantedText('loss 0.5')), 0);
  t.equal(findLine(log, -1, wantedText('loss 0.5')), 37);
  t.equal(findLine(log, 1, wantedText('old')), undefined);
  t.equal(findLine(log, 1, wantedText('^100% new$')), 18);
});

t.test('in a line that is shown as several it is the one that the match stands in', async t => {
  const log = bytes(`first\n${'é'.repeat(2 * LONGEST)}here${'x'.repeat(LONGEST)}\n`);
  t.equal(findLine(log, 1, wantedText('here')), 6 + 4 * LONGEST);
});

t.test('errors are found', async t => {
  const log = bytes('error: 0.5\nTraceback (most recent call last):\n  x\nValueError: bad\nok\n');
  t.equal(findLine(log, 1, wantedErrors()), 11);
  t.equal(findLine(log, -1, wantedErrors()), 50);
});

t.test('slices are whole lines, and all there is', async t => {
  const lines = fc.array(fc.constantFrom('a\n', `${'b'.repeat(50_000)}\n`, `${'c'.repeat(140_000)}\n`, 'd'));
  fc.assert(
    fc.property(lines, fc.constantFrom<1 | -1>(1, -1), (pieces, step) => {
      const log = bytes(pieces.join(''));
      const slices = [...slicesOf(log, step)];
      if (step < 0) slices.reverse();
      let end = 0;
      for (const [from, to] of slices) {
        t.equal(from, end);
        t.ok(to > from && (to === log.length || log[to - 1] === 10));
        end = to;
      }
      t.equal(end, log.length);
    }),
    { numRuns: 30 },
  );
});

t.test('all of a log is gone through once, from a place on and around its end', async t => {
  const parts = [
    { name: '0', start: 0, bytes: 10 },
    { name: '1', start: 10, bytes: 10 },
    { name: '2', start: 20, bytes: 5 },
  ];
  const tour = (from: number, step: 1 | -1) =>
    tourOf(parts, from, step)
      .map(leg => `${leg.part}:${leg.from}-${leg.to}${leg.isAround ? '~' : ''}`)
      .join(' ');
  t.equal(tour(12, 1), '1:12-20 2:20-25 0:0-10~ 1:10-12~');
  t.equal(tour(12, -1), '1:10-12 0:0-10 2:20-25~ 1:12-20~');
  t.equal(tour(25, -1), '2:20-25 1:10-20 0:0-10');
  t.equal(tour(0, 1), '0:0-10 1:10-20 2:20-25');
});
