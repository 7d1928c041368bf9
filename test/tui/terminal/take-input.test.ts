import fc from 'fast-check';
import t from 'tap';
import { giveUp, shortened, type Taken, takeFirst } from '../../../src/tui/terminal/take-input.ts';

const keys = ({ inputs }: Taken) => inputs.map(input => (input.kind === 'key' ? input.key : input));

/** All that is in some bytes, and how many of them have to wait for more. */
function takeAll(bytes: string) {
  const inputs: unknown[] = [];
  let rest = bytes;
  for (let taken = takeFirst(rest); rest !== '' && taken !== undefined; taken = takeFirst(rest)) {
    inputs.push(...keys(taken));
    rest = rest.slice(taken.length);
    if (rest === '') break;
  }
  return { inputs, rest };
}

t.test('an ESC before a key is Alt, before another ESC it is itself', async t => {
  const cases: Record<string, string[]> = {
    '\x1bj': ['alt+j'],
    '\x1bJ': ['alt+J'],
    '\x1b ': ['alt+space'],
    '\x1b\r': ['alt+enter'],
    '\x1b\x7f': ['alt+backspace'],
    '\x1b\x01': ['ctrl+alt+a'],
    '\x1b\xc3\xa9': ['alt+é'],
    '\x1b\xff': [],
    '\x1b\x1b[A': ['esc', 'up'],
    '\x1b\x1b\x1bj': ['esc', 'esc', 'alt+j'],
  };
  for (const [bytes, inputs] of Object.entries(cases)) t.same(takeAll(bytes), { inputs, rest: '' }, bytes);
});

t.test('what was broken off goes, and what comes then is still a key', async t => {
  const cases: Record<string, string[]> = {
    '\x1b[12\x03': ['ctrl+c'],
    '\x1b[1;\x1b[A': ['up'],
    '\x1b]11;rgb:12\r': ['enter'],
    '\x1b]11;rgb:12\x1b[B': ['down'],
    '\x1b_Gi=31\x1b\x1b[B': ['esc', 'down'],
    '\x1b[[\x1b[A': ['up'],
    '\x1bO\x1b[A': ['alt+O', 'up'],
    '\xc3j': ['j'],
    '\x1b[M !!j': ['j'],
    '\x1b[M\x1b[Aj': ['j'],
  };
  for (const [bytes, inputs] of Object.entries(cases)) t.same(takeAll(bytes), { inputs, rest: '' }, bytes);
});

t.test('what is not whole waits', async t => {
  const begun = [
    ...[
      '\x1b',
      '\x1b[',
      '\x1b[1;5',
      '\x1bO',
      '\x1b[[',
      '\x1b[M',
      '\x1b[M !',
      '\x1b]',
      '\x1b]11;rgb',
      '\x1b_G\x1b',
    ],
    ...['\x1b[200', '\x1b[200~', '\x1b[200~jjj\x1b[201', '\xc3', '\xe2\x82', '\xf0\x9f\x9a', '\x1b\xe2\x82'],
  ];
  for (const bytes of begun) t.equal(takeFirst(bytes), undefined, JSON.stringify(bytes));
  t.same(takeAll('a\xe2\x82'), { inputs: ['a'], rest: '\xe2\x82' });
});

t.test('where nothing comes after it, a beginning is what it can be', async t => {
  t.same(keys(giveUp('\x1b')), ['esc']);
  t.same(keys(giveUp('\x1b[')), ['alt+[']);
  t.same(keys(giveUp('\x1bO')), ['alt+O']);
  t.same(keys(giveUp('\x1b[1;5')), []);
  t.same(keys(giveUp('\xe2\x82')), []);
  t.same(keys(giveUp('\x1b[200~j\x1b[201')), [{ kind: 'paste', text: 'j\x1b[201' }]);
});

t.test('a paste is text, with one kind of line end', async t => {
  t.same(takeAll('\x1b[200~a\r\nb\rc\nd\x1b[31m\t\xc3\xa9\x1b[201~q'), {
    inputs: [{ kind: 'paste', text: 'a\nb\nc\nd\x1b[31m\té' }, 'q'],
    rest: '',
  });
  t.same(takeAll('\x1b[201~q').inputs, ['q'], 'an end without a beginning');
});

t.test('of a paste of more than 1 MiB the rest goes, and none of it becomes keys', async t => {
  let pending = `\x1b[200~${'x'.repeat(1 << 20)}`;
  for (const piece of ['y'.repeat(1000), 'zz\x1b[20', '1', '~q']) pending = shortened(pending) + piece;
  const { inputs, rest } = takeAll(pending);
  t.equal(rest, '');
  t.equal(inputs[1], 'q');
  t.match((inputs[0] as { text: string }).text, /^x+$/);
});

t.test('whatever comes, everything is taken or waits, and no control character is a key', async () => {
  const byte = fc.constantFrom(...'\x1b\x1b\x1b[]OP_M<?;:012~uAm\\\x07\r\x03j \xc3\xa9\xf0\x9f\x9a\x80\xff');
  fc.assert(
    fc.property(fc.string({ unit: byte, maxLength: 40 }), bytes => {
      const { inputs, rest } = takeAll(bytes);
      const last = keys(giveUp(rest));
      return [...inputs, ...last].every(
        input => typeof input === 'object' || /^[^\0-\x1f\x7f-\x9f]+$/.test(`${input}`),
      );
    }),
    { numRuns: 2000 },
  );
});
