import fc from 'fast-check';
import t from 'tap';
import { sequenceCutter, strangeSequences } from './sequences.ts';

const PIECES = [
  'loss ',
  '\x1b[1;31m',
  '\x1b]11;?\x07',
  '日本',
  '\x1b]52;c;YQ==\x1b\\',
  '\x1b_Gi=1;OK\x1b\\',
  '\x1bP1q~\x1b\\',
  '\x1b(B',
  '\x1b7',
];

t.test('sequences are cut out, however they arrive', async t => {
  t.same(sequenceCutter()('a\x1b[1mb\x1b]0;t\x07'), ['a', '\x1b[1m', 'b', '\x1b]0;t\x07']);
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...PIECES)),
      fc.array(fc.nat({ max: 40 }), { maxLength: 5 }),
      (pieces, cuts) => {
        const whole = pieces.join('');
        const cut = sequenceCutter();
        const edges = [0, ...cuts.filter(at => at < whole.length).toSorted((a, b) => a - b), whole.length];
        const found = edges.slice(1).flatMap((end, at) => cut(whole.slice(edges[at], end)));
        const sequences = (all: readonly string[]) => all.filter(piece => piece.startsWith('\x1b'));
        return found.join('') === whole && `${sequences(found)}` === `${sequences(pieces)}`;
      },
    ),
  );
});

t.test('what a full-screen program has reason to write is not strange', async t => {
  const usual = [
    '\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004;1004h\x1b[?1002h\x1b[?1006h\x1b[?2026h\x1b[H\x1b[2J\x1b[K\x1b[12;5H',
    '\x1b[m\x1b[0m\x1b[1;4;38;5;203;48;2;10;20;30mloss\x1b[22;24;39;49m\r\n\x1b[2A\x1b[G',
    '\x1b]52;c;bG9zcw==\x07\x1b]11;?\x1b\\\x1b[c\x1b[16t\x1b[>0q\x1b[?u\x1b[?2026$p',
    '\x1b_Ga=T,f=100,m=1;iVBORw0K\x1b\\\x1b]1337;File=inline=1;width=40:iVBORw0K\x07\x1bPq#0;2;0;0;0~~$-\x1b\\',
    '日本 👩‍🔬 é',
  ];
  t.same(strangeSequences(usual.join('')), []);
});

t.test('what only a hostile string would bring is found', async t => {
  const hostile = [
    '\x1b]0;title\x07',
    '\x1b]8;;https://example.com\x1b\\',
    '\x1b[5m',
    '\x1b[1;8m',
    '\x1b[38;5m',
    '\x1b[3J',
    '\x1b[20t',
    '\x1b]52;c;?\x07',
    '\x1bc',
    '\x1b(0',
    '\x1bP$qm\x1b\\',
    '\x1b_Gi=1;\n\x1b\\',
    '\x9b31m',
    '\x07',
    '\x08',
    '\x7f',
    '\t',
    '\x0e',
  ];
  for (const text of hostile) t.equal(strangeSequences(`a${text}b\x1b[0m`).length, 1, JSON.stringify(text));
  t.same(strangeSequences('\x1b]0;evil\x07 \x1b]0;evil\x07\x1b[3'), ['\\x1b]0;evil\\x07', '\\x1b[3']);
  t.same(strangeSequences('\x1b(B', [/^\x1b\(B$/]), []);
});
