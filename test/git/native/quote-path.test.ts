import fc from 'fast-check';
import t from 'tap';
import { quotePath } from '../../../src/git/native/quote-path.ts';
import { pathFromBytes } from '../../../src/run/path.ts';

t.test('what Git would read as syntax is escaped, all else stands for itself', async t => {
  t.equal(quotePath('a b').toString(), '"a b"');
  t.equal(quotePath('say "x"\\\n').toString(), '"say \\"x\\"\\\\\\n"');
  t.same(quotePath(pathFromBytes(Buffer.from([0x61, 0xff]))), Buffer.from([0x22, 0x61, 0xff, 0x22]));
});

t.test('a quoted path is one line', async () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), path => !quotePath(path).includes(0x0a)));
});
