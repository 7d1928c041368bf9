import t from 'tap';
import type { RunSignatures, Verdict, VouchedCommit } from '../../src/run/signature.ts';
import {
  commitLine,
  signatureLines,
  signatureStyle,
  signaturesJson,
  signatureText,
} from '../../src/view/signature.ts';
import { styles } from '../../src/view/style.ts';

const by = (judgement?: Verdict['judgement'], more: Partial<VouchedCommit> = {}): VouchedCommit => ({
  commit: '1234567890abcdef',
  subject: 'tag stage=dev',
  ...(judgement === undefined ? {} : { verdict: { judgement, signer: 'ada@example.com', key: 'K' } }),
  ...more,
});
const of = (run: VouchedCommit, more: Partial<RunSignatures> = {}): RunSignatures => ({
  run,
  edits: [],
  ...more,
});

t.test('a list has a word or two for each', async t => {
  t.equal(signatureText(of(by('good'))), 'trusted');
  t.equal(signatureText(of(by())), 'unsigned');
  t.equal(signatureText(of(by('bad'))), 'BAD');
  t.equal(signatureText(of(by('unknown-key'))), 'unknown key');
  t.equal(signatureText(of(by('expired-signature'))), 'expired signature');
  t.equal(signatureText(of(by('unverifiable'))), 'not checked');
  t.equal(signatureText(of(by('good'), { edits: [by('good'), by()] })), 'trusted, 1 edit not');
  t.equal(signatureText(of(by('good'), { altered: 'x' })), 'BAD');
  t.equal(signatureText(of(by('good'), { incomplete: 'x' })), 'trusted, not all is here');
  t.equal(signatureText(of(by(), { edits: [by()] })), 'unsigned');
});

t.test('green is for what is trusted, and red for what is bad', async t => {
  const style = styles(true);
  t.equal(signatureStyle('trusted', style), style.green);
  t.equal(signatureStyle('bad', style), style.red);
  t.not(signatureStyle('untrusted', style), style.green);
  t.not(signatureStyle('unsigned', style), style.green);
});

t.test('a page says who signed, and which edits did not', async t => {
  t.same(signatureLines(of(by())), [], 'nothing of a run that never was to be signed');
  t.same(signatureLines(of(by(), { edits: [by()] })), []);
  t.same(signatureLines(of(by(undefined, { unsigned: 'no agent' }))), ['not signed: no agent']);
  t.same(signatureLines(of(by('good'))), ['signed and trusted: ada@example.com (K)']);
  t.same(signatureLines(of(by('good'), { edits: [by('good'), by('good')] })), [
    'signed and trusted: ada@example.com (K)',
    'with 2 edits, signed and trusted',
  ]);
  t.same(signatureLines(of(by('good'), { edits: [by('good'), by(), by('bad')] })), [
    'signed and trusted: ada@example.com (K)',
    'edit 1234567890 (tag stage=dev): not signed',
    'edit 1234567890 (tag stage=dev): BAD SIGNATURE: it was changed after it was signed: ada@example.com (K)',
  ]);
  t.same(signatureLines(of(by(), { edits: [by('good'), by()] })), [
    'not signed',
    'edit 1234567890 (tag stage=dev): not signed',
  ]);
  t.same(signatureLines(of(by('good'), { altered: 'commit 1 changes logs' })), [
    'BAD: commit 1 changes logs',
  ]);
  t.match(signatureLines(of(by('good'), { incomplete: 'commit 1 is missing' })), [
    /^signed/,
    'what came before is not known: commit 1 is missing',
  ]);
});

t.test('what is known of a key is told, and no more', async t => {
  const line = (verdict: Verdict) => commitLine({ commit: '1', subject: '', verdict });
  t.equal(line({ judgement: 'unknown-key', key: 'K' }), 'signed by an unknown key: K');
  t.equal(line({ judgement: 'bad' }), 'BAD SIGNATURE: it was changed after it was signed');
  t.equal(line({ judgement: 'revoked-key', signer: 'A' }), 'signed by a key that was revoked: A');
  t.equal(line({ judgement: 'unverifiable' }), 'signed, but the signature could not be checked');
});

t.test('programs are told the same', async t => {
  t.same(signaturesJson(of(by('good'), { edits: [by(undefined, { unsigned: 'no agent' })] })), {
    ...{ commit: '1234567890abcdef', state: 'trusted', trusted: false },
    ...{ judgement: 'good', signer: 'ada@example.com', key: 'K' },
    edits: [{ commit: '1234567890abcdef', subject: 'tag stage=dev', state: 'unsigned', why: 'no agent' }],
  });
  t.match(signaturesJson(of(by('good'), { altered: 'x' })), { state: 'bad', why: 'x', trusted: false });
});
