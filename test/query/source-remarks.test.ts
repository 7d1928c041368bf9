import t from 'tap';
import { sourceRemarks } from '../../src/query/source-remarks.ts';
import type { Source } from '../../src/run/source.ts';
import { sampleRun } from '../support/run-rows.ts';

const source = (changes: Partial<Source> = {}): Source => ({ ...sampleRun().source, ...changes });
const large = (sha256: string) => ({ path: 'big.bin', reason: 'too-large', size: 9, sha256 }) as const;

t.test('what is left out of both and the same is no remark', async t => {
  t.same(sourceRemarks(source({ omitted: [large('a')] }), source({ omitted: [large('a')] })), []);
});

t.test('what is left out is told, and whether it is known to differ', async t => {
  t.same(sourceRemarks(source({ omitted: [large('a')] }), source({ omitted: [large('b')] })), [
    { path: 'big.bin', text: 'left out of both sources (too large): its digests differ', differs: true },
  ]);
  const credential = { path: '.env', reason: 'credential' } as const;
  t.same(sourceRemarks(source({ omitted: [credential] }), source({ omitted: [credential, large('a')] })), [
    {
      path: '.env',
      text: 'left out of both sources (credential): whether it is the same is not known',
      differs: false,
    },
    { path: 'big.bin', text: 'left out of the second source (too large)', differs: false },
  ]);
});

t.test('bytes on disk that Git does not store are a difference of their own', async t => {
  const raw = (sha256: string) => [{ path: 'crlf', oid: sha256, sha256, size: 1 }];
  t.same(sourceRemarks(source({ raw: raw('a') }), source({ raw: raw('a') })), []);
  t.match(sourceRemarks(source({ raw: raw('a') }), source({ raw: raw('b') })), [
    { path: 'crlf', differs: true },
  ]);
  t.match(sourceRemarks(source({ raw: raw('a') }), source()), [
    { text: 'on disk other than Git stores it in the first source', differs: true },
  ]);
});

t.test('a mixture is called one', async t => {
  t.same(sourceRemarks(source(), source({ stable: false })), [
    { text: 'files changed while the second source was read', differs: false },
  ]);
});
