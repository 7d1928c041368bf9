import { createHash } from 'node:crypto';
import fc from 'fast-check';
import t from 'tap';
import { objectTable } from '../../../src/git/native/object-table.ts';

const idOf = (text: string, format: string) => createHash(format).update(text).digest('hex');

t.test('what is not marked is told, in order; ids that are not there are passed over', t => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string(), { maxLength: 60 }),
      fc.array(fc.string()),
      fc.constantFrom('sha1', 'sha256'),
      fc.infiniteStream(fc.boolean()),
      (texts, strangers, format, flags) => {
        const ids = texts.map(text => idOf(text, format)).sort();
        const marked = ids.filter(() => flags.next().value);
        const table = objectTable(Buffer.from(ids.join(''), 'hex'), format === 'sha1' ? 20 : 32);
        const others = strangers.filter(text => !texts.includes(text)).map(text => idOf(text, format));
        for (const oid of [...marked, ...others]) table.mark(oid);
        t.same(ids.filter(table.isUnmarked), [...table.unmarked()]);
        t.notOk(others.some(table.isUnmarked));
        t.same(
          [...table.unmarked()],
          ids.filter(oid => !marked.includes(oid)),
        );
      },
    ),
    { numRuns: 30 },
  );
  t.end();
});
