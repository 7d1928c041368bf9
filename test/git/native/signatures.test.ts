import { rmSync } from 'node:fs';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { parseTrust, parseVerdicts } from '../../../src/git/native/signatures.ts';
import { openRepository } from '../../../src/git/open.ts';
import { noGpg, noSsh, signWithGpg, signWithSsh, trust } from '../../support/signing.ts';
import { gitIn, type TemporaryRepository, temporaryRepository } from '../../support/temporary-repository.ts';

/** What is said of commits, by what the configuration is now. */
async function verify(t: Test, { path, env }: TemporaryRepository, ...commits: readonly string[]) {
  const { signatures, close } = await openRepository(path, env);
  t.teardown(close);
  return signatures.verify(commits);
}

const signed = (on: TemporaryRepository) => {
  on.git('commit', '-q', '-S', '--allow-empty', '-m', 'signed');
  return on.git('rev-parse', 'HEAD');
};

/** The same commit with other bytes behind its signature. */
const altered = ({ path, env, git }: TemporaryRepository, commit: string) => {
  const object = `${git('cat-file', 'commit', commit)}!\n`;
  return gitIn(path, env, ['hash-object', '-t', 'commit', '-w', '--stdin'], object);
};

t.test('an ssh key is trusted where it is listed, and only then', { skip: noSsh }, async t => {
  const on = temporaryRepository(t, { config: { 'log.showSignature': 'true' } });
  const line = signWithSsh(on);
  const [unsigned, one] = [on.git('rev-parse', 'HEAD'), signed(on)];
  const bad = altered(on, one);
  const unknown = { judgement: 'unknown-key', key: /^SHA256:/ };
  t.match(
    await verify(t, on, one, unsigned, bad),
    [unknown, undefined, { judgement: 'bad' }],
    'with no list',
  );
  trust(on, signWithSsh(on, 'eve@example.com'));
  t.match(await verify(t, on, one), [unknown], 'another one is');
  trust(on, line);
  const good = { judgement: 'good', signer: 'ada@example.com', key: /^SHA256:/ };
  t.match(await verify(t, on, one, one, bad, unsigned), [good, good, { judgement: 'bad' }, undefined]);
  on.git('config', 'gpg.ssh.program', join(on.home, 'nothing'));
  t.same(await verify(t, on, one), [{ judgement: 'unverifiable' }], 'there is no program');
});

t.test('an OpenPGP key is trusted as gpg trusts it', { skip: noGpg }, async t => {
  const on = temporaryRepository(t);
  const key = signWithGpg(t, on);
  const one = signed(on);
  const good = { judgement: 'good', signer: 'Ada <ada@example.com>', key };
  t.match(await verify(t, on, one, altered(on, one)), [good, { judgement: 'bad' }]);
  const least = (level: string) => on.git('config', 'gpg.minTrustLevel', level);
  least('Ultimate');
  t.match(await verify(t, on, one), [good]);
  rmSync(join(on.home, '.gnupg/trustdb.gpg'));
  t.match(await verify(t, on, one), [{ judgement: 'unknown-key', key }], 'nobody trusts it');
  rmSync(join(on.home, '.gnupg/pubring.kbx'));
  t.match(await verify(t, on, one), [{ judgement: 'unknown-key', key: key.slice(-16) }], 'it is not here');
});

t.test('a key that has expired is told from others', { skip: noGpg }, async t => {
  const on = temporaryRepository(t);
  const then = ['--faked-system-time', '20200101T000000!'];
  signWithGpg(t, on, ...then);
  const program = on.write('../home/gpg*', `#!/bin/sh\nexec gpg ${then.join(' ')} "$@"\n`);
  on.git('config', 'gpg.program', program);
  const one = signed(on);
  t.match(await verify(t, on, one), [{ judgement: 'good' }]);
  on.git('config', '--unset', 'gpg.program');
  t.match(await verify(t, on, one), [{ judgement: 'expired-key', signer: 'Ada <ada@example.com>' }]);
});

t.test('what Git says is read', async t => {
  const said = (letter: string, key = 'K', why = 'W\nW') => `1\0${letter}\0A\nB\0\0${key}\0${why}\0`;
  const judged = (output: string) => parseVerdicts(output).get('1')?.judgement;
  const two = said('G') + said('N', '').replace('1', '2');
  t.same(
    [...parseVerdicts(two)],
    [
      ['1', { judgement: 'good', signer: 'A\nB', key: 'K' }],
      ['2', { judgement: 'unverifiable', signer: 'A\nB' }],
    ],
  );
  t.equal(judged(said('U')), 'unknown-key');
  t.equal(judged(said('R')), 'revoked-key');
  t.equal(judged(said('X')), 'expired-signature');
  t.equal(judged(said('E')), 'unknown-key');
  t.equal(judged(said('E', '')), 'unverifiable');
  t.equal(judged(said('B')), 'bad');
  t.equal(judged(said('B', 'K', '')), 'unverifiable');
  t.equal(parseVerdicts('').size, 0);
  t.same([...parseTrust('1\0marginal\x002\0fully\x003\0ultimate\0', 'fully')], ['2', '3']);
});
