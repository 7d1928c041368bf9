import fc from 'fast-check';
import t from 'tap';
import { type ManualPage, printManual } from '../../src/view/manual.ts';

const page: ManualPage = {
  name: 'git-run-x',
  section: 1,
  summary: "Do 'x' - or not",
  synopsis: ['`git run x` [<run>...]'],
  sections: [
    {
      title: 'DESCRIPTION',
      body: [
        'A paragraph with `code`, a <value> and a \\.',
        '.dots and … at the start',
        { lines: ["'quoted", 'a  b'] },
        { heading: 'Below' },
        'Another one.',
        { terms: [{ term: '`-n` <n>', text: 'How many.' }] },
      ],
    },
  ],
};

t.test('a page is printed with the macros of man', async t => {
  t.equal(
    printManual(page, '1.2.3'),
    `.TH "GIT\\-RUN\\-X" "1" "" "git\\-run 1.2.3" "git\\-run Manual"
.nh
.ad l
.SH NAME
git\\-run\\-x \\- Do \\(aqx\\(aq \\- or not
.SH SYNOPSIS
.nf
\\fBgit run x\\fR [\\fI<run>\\fR...]
.fi
.SH DESCRIPTION
A paragraph with \\fBcode\\fR, a \\fI<value>\\fR and a \\e.
.PP
\\&.dots and \\[u2026] at the start
.PP
.in +4n
.nf
\\(aqquoted
a  b
.fi
.in
.SS Below
Another one.
.TP
\\fB\\-n\\fR \\fI<n>\\fR
How many.
`,
  );
});

/** What roff makes of our own escapes. */
function read(roff: string): string {
  const signs: Record<string, string> = {
    e: '\\',
    '-': '-',
    '(aq': "'",
    '(ga': '`',
    '(ha': '^',
    '(ti': '~',
    '(dq': '"',
    '&': '',
  };
  return roff.replace(/\\(?:\[u([0-9A-F]+)\]|f[BIR]|(e|-|&|\((?:aq|ga|ha|ti|dq)))/g, (_, code, sign) =>
    code === undefined ? (signs[sign] ?? '') : String.fromCodePoint(Number.parseInt(code, 16)),
  );
}

t.test('no text is anything but text, and lines are short', async t => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter(one => /^[^`<>\s\p{C}]+$/u.test(one));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 30 }), words => {
      const printed = printManual(
        { ...page, synopsis: [], sections: [{ title: 'X', body: [words.join(' ')] }] },
        '1',
      );
      const body = printed.slice(printed.indexOf('.SH X\n') + 6, -1);
      t.match(printed, /^[\x20-\x7e\n]*$/);
      t.equal(body.split('\n').map(read).join(' '), words.join(' '));
      t.notMatch(body, /^[.']/m, 'no line is a request');
    }),
  );
});

t.test('of a long paragraph the lines are filled', async t => {
  const body = Array.from({ length: 60 }, (_, at) => `word${at}`).join(' ');
  const lines = printManual({ ...page, sections: [{ title: 'X', body: [body] }] }, '1').split('\n');
  t.same(
    lines.filter(line => line.length > 80),
    [],
  );
});
