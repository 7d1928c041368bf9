import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import t from 'tap';
import type { Answer } from '../../../src/cli/completion/answer.ts';
import { printForBash, printForFish, printForZsh } from '../../../src/cli/completion/print-answer.ts';
import { typedWord } from '../../../src/view/typed-word.ts';

/** As bash has it, where hosts are completed. */
const BREAKS = ' \t\n"\'@><=;|&(:';

const offering = (values: readonly string[], keep = 0): Answer => ({
  keep,
  offers: values.map(value => ({ value })),
});
const forBash = (raw: string, answer: Answer) =>
  printForBash(answer, typedWord(raw), BREAKS).split('\n').slice(1, -1);

t.test('bash gets what takes the place of the word, quoted, with a blank behind it', async t => {
  t.same(forBash('my', offering(['my run', 'other'])), ['my\\ run ']);
  t.same(forBash('my\\ r', offering(['my run'])), ['my\\ run ']);
  t.same(forBash('', offering(['$(rm -rf ~)', '`id`'])), ['\\$\\(rm\\ -rf\\ \\~\\) ', '\\`id\\` ']);
  t.same(forBash('', offering(['~root', '@~1', '@{base}', '{a,b}', 'µ'])), [
    ...['\\~root ', '@~1 ', '@{base} ', '\\{a,b\\} ', 'µ '],
  ]);
});

t.test('bash keeps what stands before its own word breaks', async t => {
  t.same(forBash('--sort=met', offering(['metrics.acc'], 7)), ['metrics.acc ']);
  t.same(forBash('@:check', offering(['checkpoints/'], 2)), ['checkpoints/ ']);
  t.same(forBash('@{b', offering(['@{base}'])), ['@{base} ']);
  t.same(forBash('a=b:c', offering(['a=b:cd'])), ['cd ']);
});

t.test('within quotes a text stays within them', async t => {
  t.same(forBash(`'my r`, offering(['my run', "my r'"])), ['my run']);
  t.same(forBash(`"my`, offering(['my $run', 'my!'])), ['my \\$run']);
  t.same(forBash(`--filter='a > 1 and b`, offering(['bc'], '--filter=a > 1 and '.length)), ['a > 1 and bc']);
  t.same(forBash(`$'my`, offering(['my run'])), []);
  t.same(forBash(`'x,y'`, offering(['yz'], 2)), [], 'nor does what was closed open again');
});

t.test('bash reads back what it is given', async t => {
  const safe = fc.string({ unit: 'grapheme' }).filter(text => /^[^\p{C}\p{Z}]+$|^[\x20-\x7e]+$/u.test(text));
  const texts = fc.sample(safe, 300).filter(text => text !== '');
  const quoted = texts.flatMap(text => forBash('', offering([text])).map(line => [text, line] as const));
  t.ok(quoted.length > 100);
  const script = `printf '%s\\0' ${quoted.map(([, line]) => line).join('')}`;
  const read = execFileSync('bash', ['-c', script], { encoding: 'utf8', env: { LC_ALL: 'C.UTF-8' } });
  t.same(
    read.split('\0').slice(0, -1),
    quoted.map(([text]) => text),
  );
});

const answer: Answer = {
  keep: 3,
  offers: [{ value: 'name', about: 'a \x1b[31m remark' }, { value: 'note:', open: true }, { value: 'x' }],
};

t.test('zsh gets whole words, what is shown of them, and descriptions', async t => {
  t.equal(printForZsh(answer, 'id,n'), '\n+id,name\tname\ta \\u{1b}[31m remark\n-id,note:\tnote:\t\n');
});

t.test('fish gets whole words and descriptions', async t => {
  t.equal(printForFish(answer, 'id,n'), '\nid,name\ta \\u{1b}[31m remark\nid,note:\t\n');
});

t.test('no text that moves a terminal, or ends a line, is offered', async t => {
  const hostile = offering(['a\nb', 'a\x1b[2J', 'a\tb', 'a\u202eb', 'ab', 'ab']);
  t.same(forBash('a', hostile), ['ab ']);
  t.equal(printForZsh(hostile, 'a'), '\n+ab\tab\t\n');
  t.equal(printForFish(hostile, 'a'), '\nab\t\n');
});

t.test('the first line says what the shell completes itself', async t => {
  const none = { keep: 0, offers: [] };
  t.equal(printForFish({ ...none, shell: 'files' }, ''), 'files\n');
  t.equal(printForZsh({ ...none, shell: { command: 2 } }, ''), 'command 2\n');
  t.equal(printForBash(offering(['done']), typedWord(`'do`), BREAKS), 'close\ndone\n');
});
