import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import t from 'tap';
import { pathToBytes } from '../../src/run/path.ts';
import { readEscape } from '../../src/view/dollar-quote.ts';

t.test('an escape is one character, of as many bytes as it has', async t => {
  t.same(readEscape(String.raw`\303\244b`, 0), { char: '\u00e4', end: 8 });
  t.same(readEscape(String.raw`a\n`, 1), { char: '\n', end: 3 });
  t.same(readEscape(String.raw`\'`, 0), { char: "'", end: 2 });
  t.same(
    readEscape(String.raw`\xffa`, 0),
    { char: '\udcff', end: 4 },
    'a byte that is of no character is kept',
  );
  t.same(readEscape(String.raw`\q`, 0), { char: '\\', end: 1 });
  t.same(readEscape('\\', 0), { char: '\\', end: 1 });
});

const bash = spawnSync('bash', ['-c', 'true']).status === 0 ? false : 'there is no bash';

t.test('escapes are read as bash reads them', { skip: bash }, async t => {
  const unit = fc.oneof(
    fc.constantFrom(
      ...String.raw`\a \b \e \f \n \r \t \v \\ \' \" \? \q \7 \101 \x41 \xc3 \303\244 x`.split(' '),
    ),
    fc.integer({ min: 1, max: 255 }).map(byte => `\\${byte.toString(8).padStart(3, '0')}`),
  );
  fc.assert(
    fc.property(fc.array(unit, { minLength: 1 }), units => {
      const line = units.join('');
      const { stdout } = spawnSync('bash', ['-c', `printf %s $'${line}'`], { env: { LC_ALL: 'C' } });
      t.strictSame(pathToBytes(read(line)).toString('hex'), stdout.toString('hex'));
    }),
    { numRuns: 50 },
  );
});

function read(line: string): string {
  let text = '';
  for (let at = 0; at < line.length; ) {
    const { char, end } = line[at] === '\\' ? readEscape(line, at) : { char: line[at], end: at + 1 };
    text += char;
    at = end;
  }
  return text;
}
