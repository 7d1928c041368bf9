import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import t from 'tap';
import { preparePreview } from '../../../../src/tui/panes/preview/prepare-preview.ts';
import { encodePng } from '../../../../src/tui/picture/encode-png.ts';
import { isSafe } from '../../../../src/view/sanitise.ts';
import { styles } from '../../../../src/view/style.ts';
import { pixels } from '../../../support/pictures.ts';

const corpus: { name: string; text: string }[] = JSON.parse(
  readFileSync(new URL('../../../../fixtures/hostile/terminal-strings.json', import.meta.url), 'utf8'),
);
const NAMES = ['a.txt', 'a.json', 'a.jsonl', 'a.csv', 'a.tsv', 'a.md', 'a'];
const picture = { how: 'blocks', depth: 24, background: 'dark' } as const;
const wish = { style: styles(false), width: 60, height: 20, picture };
const shown = (path: string, bytes: Buffer, size = bytes.length) =>
  preparePreview({ path, bytes, size }, wish);

t.test('a file is shown by what is in it', async t => {
  const kind = (path: string, bytes: string | Buffer) => shown(path, Buffer.from(bytes as Buffer)).kind;
  t.equal(kind('a', '{"a": 1}'), 'JSON');
  t.equal(kind('a', 'a,b\n1,2\n'), 'CSV, 2 columns');
  t.equal(kind('a', 'hello\n'), 'text');
  t.equal(kind('README.md', '# hello\n'), 'Markdown');
  t.equal(kind('picture.txt', Buffer.from(encodePng(pixels(4, 4, () => [1, 2, 3])))), 'PNG, 4 × 4');
  t.equal(kind('a.json', Buffer.from([0, 1, 2])), 'binary');
  t.equal(kind('a.csv', ''), 'empty');
});

t.test('no attack in a file reaches the terminal, whatever the file is taken for', async t => {
  for (const { name, text } of corpus) {
    const forms = [
      text,
      `${text},1\n${text},2\n`,
      `"${text}",1\n"x",2\n`,
      `a\tb\n${text}\t1\n`,
      JSON.stringify({ [text]: text, nested: [{ a: text }] }),
      `{"${text}": "${text}"}`,
      `{"a":"${text}"}\n{"a":"${text}"}\n`,
      `# ${text}\n> ${text}\n\`\`\`\n${text}\n\`\`\`\n`,
    ];
    for (const path of NAMES)
      for (const form of forms) {
        const { head, lines, kind } = shown(path, Buffer.from(form));
        const unsafe = [...head, ...lines, kind].filter(line => !isSafe(line));
        t.same(unsafe, [], `${name} as ${path}`);
      }
  }
});

t.test('no bytes at all get through, and none are too much', async t => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.string({ unit: 'binary', maxLength: 300 }).map(text => Buffer.from(text)),
    fc
      .string({ unit: fc.constantFrom(...'{}[],:"\\1a\n\t\x1b;|-#'), maxLength: 300 })
      .map(text => Buffer.from(text)),
  );
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(bytes, fc.constantFrom(...NAMES), fc.boolean(), (given, path, isCut) => {
        const buffer = Buffer.from(given);
        const { head, lines } = shown(path, buffer, isCut ? buffer.length + 1 : buffer.length);
        return [...head, ...lines].every(isSafe);
      }),
      { numRuns: 500 },
    ),
  );
});
