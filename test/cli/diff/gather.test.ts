import t from 'tap';
import { gatherText } from '../../../src/cli/diff/gather.ts';

async function* pieces(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

t.test('colours pass, and nothing else that a terminal would obey', async t => {
  t.same(await gatherText(pieces('\x1b[31m-a\x1b[m\r\n', '+b\x1b[2J\u202e\n')), {
    text: '\x1b[31m-a\x1b[m\r\n+b\\u{1b}[2J\\u{202e}\n',
    cut: false,
  });
});

t.test('what is too long ends with a whole line, and no more of it is read', async t => {
  let read = 0;
  async function* endless() {
    for (;;) {
      read++;
      yield Buffer.from('line\nof ');
    }
  }
  t.same(await gatherText(endless(), 20), { text: 'line\nof line\n', cut: true });
  t.equal(read, 3);
});
