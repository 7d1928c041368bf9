import t from 'tap';
import { kindOfRef } from '../../src/run/ref-kind.ts';
import { isRecord, RECORDS } from '../../src/run/run-ref.ts';
import { RECORD_KINDS, recordKindOf } from '../../src/store/record-kinds.ts';
import { recordId } from '../../src/store/records.ts';

t.test('each kind has a prefix that is known, and refs that are known', async t => {
  t.same(RECORD_KINDS.map(({ prefix }) => prefix).sort(), [...RECORDS].sort());
  for (const kind of RECORD_KINDS) {
    const ref = `${kind.prefix}${recordId('x')}`;
    t.equal(recordKindOf(ref), kind);
    t.ok(isRecord(ref));
    t.match(kindOfRef(ref), { id: recordId('x') });
  }
  t.equal(recordKindOf('refs/runs/ledger/x'), undefined);
});
