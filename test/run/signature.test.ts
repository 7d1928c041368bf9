import t from 'tap';
import { isTrusted, type Judgement, runState, stateOf, type VouchedCommit } from '../../src/run/signature.ts';

const by = (judgement?: Judgement): VouchedCommit => ({
  commit: '1',
  subject: 'x',
  ...(judgement === undefined ? {} : { verdict: { judgement } }),
});

t.test('only a good signature is trusted, and a bad one is no unknown one', async t => {
  t.equal(stateOf(by()), 'unsigned');
  t.equal(stateOf(by('good')), 'trusted');
  t.equal(stateOf(by('bad')), 'bad');
  const others = ['unknown-key', 'expired-signature', 'expired-key', 'revoked-key', 'unverifiable'] as const;
  for (const judgement of others) t.equal(stateOf(by(judgement)), 'untrusted', judgement);
});

t.test('a run is trusted with all its edits, or not', async t => {
  const run = by('good');
  t.ok(isTrusted({ run, edits: [run, run] }));
  t.notOk(isTrusted({ run, edits: [run, by()] }));
  t.notOk(isTrusted({ run: by('unknown-key'), edits: [] }));
  t.equal(runState({ run, edits: [], altered: 'x' }), 'bad');
  t.equal(runState({ run, edits: [], incomplete: 'x' }), 'untrusted');
  t.equal(runState({ run: by(), edits: [], incomplete: 'x' }), 'unsigned');
  t.notOk(isTrusted({ run, edits: [], incomplete: 'x' }));
});
