import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import t from 'tap';
import { pathFromBytes } from '../../src/run/path.ts';
import { isSafe } from '../../src/view/sanitise.ts';
import { shellQuote } from '../../src/view/shell-quote.ts';

t.test('only what needs quotes gets them', async t => {
  t.equal(shellQuote(['python', 'train.py', '--lr=0.1', './a/b']), 'python train.py --lr=0.1 ./a/b');
  t.equal(shellQuote(['sh', '-c', 'echo "$HOME" it\'s']), `sh -c 'echo "$HOME" it'\\''s'`);
  t.equal(shellQuote(['', '*', '[redacted]']), "'' '*' '[redacted]'");
});

t.test('a first word with = is no assignment', async t => {
  t.equal(shellQuote(['a=b', 'c=d']), "'a=b' c=d");
});

t.test('control characters are named, not passed on', async t => {
  t.equal(shellQuote(["a\x1b[2J\n'"]), "$'a\\033[2J\\012\\''");
  t.equal(shellQuote([pathFromBytes(Buffer.from([0x66, 0xff]))]), "$'f\\377'");
});

t.test('a shell reads the same words back', async t => {
  const word = fc.string({ unit: 'binary', maxLength: 12 }).map(text => text.replaceAll('\0', ''));
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), words => {
        const line = shellQuote(words);
        const read = execFileSync('bash', ['-c', `printf '%s\\0' ${line}`]).toString();
        return isSafe(line) && read === `${words.join('\0')}\0`;
      }),
      { numRuns: 25 },
    ),
  );
});
