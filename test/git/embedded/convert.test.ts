import fc from 'fast-check';
import t from 'tap';
import { parseConfigFile } from '../../../src/git/embedded/config-file.ts';
import { conversionOf, converted, hasCrlf } from '../../../src/git/embedded/convert.ts';
import { objectId } from '../../../src/git/embedded/loose-objects.ts';
import { parseConfig } from '../../../src/git/native/config.ts';
import { gitIn, temporaryRepository } from '../../support/temporary-repository.ts';

const configOf = (text: string) =>
  parseConfig(
    parseConfigFile(text, 'config')
      .map(({ key, value }) => `${key}\n${value}\0`)
      .join(''),
  );

t.test('whatever the bytes and the rules, the blob is the one git hash-object makes', async t => {
  const { path, env, write } = temporaryRepository(t, { config: { 'core.safecrlf': 'false' } });
  const text = fc.array(
    fc.constantFrom('\r\n', '\r', '\n', 'a', '\0', '\x01', '\x1a', 'b'.repeat(200), 'é'),
    { maxLength: 8 },
  );
  const attribute = fc.constantFrom(
    ...[
      ['text', true],
      ['text', false],
      ['text', 'auto'],
      ['eol', 'lf'],
      ['eol', 'crlf'],
      ['crlf', true],
      ['crlf', 'input'],
      ['crlf', false],
    ],
  );
  const autocrlf = fc.constantFrom('false', 'true', 'input');
  const cases = fc.sample(fc.tuple(text, fc.array(attribute, { maxLength: 2 }), autocrlf), 80);
  for (const [parts, pairs, setting] of cases) {
    const content = Buffer.from(parts.join(''));
    const attributes = new Map(pairs as [string, string | boolean][]);
    write('file', content);
    const words = [...attributes].map(([name, value]) =>
      value === true ? name : value === false ? `-${name}` : `${name}=${value}`,
    );
    write('.gitattributes', `file ${words.join(' ')}\n`);
    const theirs = gitIn(path, env, ['-c', `core.autocrlf=${setting}`, 'hash-object', 'file']);
    const how = conversionOf('file', attributes, configOf(`[core]\nautocrlf = ${setting}`));
    const ours = objectId('blob', await converted(content, how, async () => false));
    t.equal(ours, theirs, JSON.stringify([parts, words, setting]));
  }
});

t.test('text that is stored with CRLF stays so, unless it is marked as text', async t => {
  const content = Buffer.from('a\r\n');
  t.same(await converted(content, 'auto', async () => true), content);
  t.same(await converted(content, 'text', async () => true), Buffer.from('a\n'));
  t.ok(hasCrlf(content));
  t.notOk(hasCrlf(Buffer.from('a\n')));
  t.notOk(hasCrlf(Buffer.from('a\r\n\0')));
});

t.test('what only git could convert is refused; a filter that is not configured does nothing', async t => {
  const config = configOf('[filter "lfs"]\nclean = git-lfs clean\n');
  const refused = { code: 'engine-limit', data: { reason: /'d\/x'/, remedy: /install git/ } };
  t.throws(() => conversionOf('d/x', new Map([['filter', 'lfs']]), config), refused);
  t.throws(() => conversionOf('d/x', new Map([['working-tree-encoding', 'UTF-16']]), config), refused);
  t.throws(() => conversionOf('d/x', new Map([['ident', true]]), config), refused);
  t.equal(
    conversionOf(
      'd/x',
      new Map<string, string | boolean>([
        ['filter', 'other'],
        ['ident', false],
      ]),
      config,
    ),
    'none',
  );
});
