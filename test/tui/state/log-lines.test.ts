import fc from 'fast-check';
import t from 'tap';
import { bytesOf, endOf, type LogBytes, withoutPart } from '../../../src/tui/state/log-bytes.ts';
import {
  LONGEST,
  type LogLine,
  lastLine,
  lineAfter,
  lineAt,
  lineBefore,
  noteBefore,
} from '../../../src/tui/state/log-lines.ts';
import { heldLog } from '../../support/log-states.ts';

function linesOf(log: LogBytes, from = 0): LogLine[] {
  const lines: LogLine[] = [];
  for (let line = lineAt(log, from); line !== undefined; line = lineAfter(log, line)) lines.push(line);
  return lines;
}

const textsOf = (log: LogBytes) =>
  linesOf(log).map(({ from, to }) => Buffer.from(bytesOf(log, from, to)).toString());

const someText = fc
  .array(fc.constantFrom('a', 'b ', '\n', '\n', '\r', '\r\n', 'é', '日'), { maxLength: 60 })
  .map(pieces => pieces.join(''));

t.test('lines are those of the text, wherever parts are cut', async t => {
  fc.assert(
    fc.property(someText, fc.nat(80), (text, at) => {
      const bytes = Buffer.from(text);
      const log = heldLog({
        parts: [bytes.subarray(0, at), bytes.subarray(at)].filter(({ length }) => length > 0),
      });
      const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
      const shown = lines.map(line => line.replace(/\r+$/, '').replace(/^.*\r/s, ''));
      t.same(textsOf(log), shown);
    }),
  );
});

t.test('there is one line at every place, and the way back is the way there', async t => {
  fc.assert(
    fc.property(someText, text => {
      const log = heldLog({ parts: text === '' ? [] : [text] });
      const lines = linesOf(log);
      for (const line of lines) for (let at = line.start; at < line.end; at++) t.same(lineAt(log, at), line);
      const back: LogLine[] = [];
      for (let line = lastLine(log); line !== undefined; line = lineBefore(log, line)) back.unshift(line);
      t.same(back, lines);
    }),
  );
});

t.test('of a line that was written again and again the last state is shown', async t => {
  t.same(textsOf(heldLog({ parts: ['start\n 10%\r 50%\r100%\nend\r\n'] })), ['start', '100%', 'end']);
});

t.test('a long line is shown as several, and no character is cut', async t => {
  const text = 'é'.repeat(LONGEST);
  const log = heldLog({ parts: [`a${text}\nb`] });
  t.same(
    textsOf(log).map(({ length }) => length),
    [LONGEST / 2, LONGEST / 2, 1, 1],
  );
  t.equal(textsOf(log).slice(0, 3).join(''), `a${text}`);
});

t.test('a log with no line in it at all is still shown, from wherever one looks', async t => {
  const log = heldLog({ parts: ['x'.repeat(3 * 2 ** 20)] });
  const lines = linesOf(log);
  t.equal(lines.length, (3 * 2 ** 20) / LONGEST);
  t.same(lineAt(log, 2 ** 21 + 5), lines[2 ** 21 / LONGEST]);
  const bars = heldLog({ parts: [' 10%\r'.repeat(600_000)] });
  t.ok(linesOf(bars).length < 20);
});

t.test('what is held of a line that begins before is not taken for a line', async t => {
  const parts = ['one\ntw', 'o\nthree\nfo', 'ur\nfive\n'];
  const log = heldLog({ parts, held: [1] });
  t.equal(lineAt(log, 6), undefined);
  t.equal(lineAt(log, 9)?.start, 8);
  t.equal(lineAt(log, 15), undefined, 'nor one that goes on behind');
  t.equal(lastLine(log), undefined);
  t.equal(lineBefore(log, lineAt(log, 9) as LogLine), undefined);
  t.equal(lineAfter(log, lineAt(log, 9) as LogLine), undefined);
  t.same(lineAt(heldLog({ parts, held: [1, 2] }), 15), { start: 14, end: 19, from: 14, to: 18 });
});

t.test('what is said of a gap stands before a line, which does not go on over it', async t => {
  const log = withoutPart(heldLog({ parts: ['one\ntw', 'gone', 'o\nthree\n'] }), 1, 'lost');
  t.same(textsOf(log), ['one', 'tw', 'o', 'three']);
  t.same(
    linesOf(log).map(line => noteBefore(log, line)),
    [undefined, undefined, 'lost', undefined],
  );
  const end = withoutPart(heldLog({ parts: ['one\n', 'gone'] }), 1, 'lost');
  t.equal(noteBefore(end, lastLine(end) as LogLine), 'lost');
  t.equal(lastLine(end)?.start, endOf(end));
  t.equal(linesOf(end).length, 2);
});
