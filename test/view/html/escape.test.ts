import fc from 'fast-check';
import t from 'tap';
import { escapeHtml } from '../../../src/view/html/escape.ts';

t.test('a text cannot begin a tag, end an attribute or be an entity', async t => {
  t.equal(escapeHtml(`<b a="x" b='y'>&amp;\``), '&lt;b a=&quot;x&quot; b=&#39;y&#39;&gt;&amp;amp;&#96;');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), text => !/[<>"'`]/.test(escapeHtml(text))));
});

t.test('what is invisible, or turns the reading direction round, is seen', async t => {
  t.equal(escapeHtml('a\u202eb\u001b[31m\0'), 'a\\u{202e}b\\u{1b}[31m\\u{0}');
});

t.test('lines pass where they are asked for', async t => {
  t.equal(escapeHtml('a\n<b>', { newlines: true }), 'a\n&lt;b&gt;');
  t.equal(escapeHtml('a\nb'), 'a\\u{a}b');
});
