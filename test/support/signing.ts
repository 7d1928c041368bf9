/** Keys to sign with, in the home of a temporary repository; they are of no use to anybody else. */
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Teardown, TemporaryRepository } from './temporary-repository.ts';

/** Why nothing can be signed with ssh keys here; false where it can. */
export const noSsh = missing('ssh-keygen', ['-?']) && 'SKIPPED: needs ssh-keygen (openssh-client)';

/** As `noSsh`, of OpenPGP keys. */
export const noGpg = missing('gpg', ['--version']) && 'SKIPPED: needs gpg (gnupg)';

function missing(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

type Home = Pick<TemporaryRepository, 'home' | 'env' | 'git'>;

/** Makes an ssh key and has the repository sign with it; returns the line that lists it among the allowed signers. */
export function signWithSsh({ home, env, git }: Home, who = 'ada@example.com'): string {
  const file = join(home, who);
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', who, '-f', file], { env });
  git('config', 'gpg.format', 'ssh');
  git('config', 'user.signingKey', `${file}.pub`);
  return `${who} ${readFileSync(`${file}.pub`, 'utf8')}`;
}

/** Lists an ssh key among those that the repository trusts. */
export function trust({ home, git }: Home, line: string): void {
  appendFileSync(join(home, 'allowed-signers'), line);
  git('config', 'gpg.ssh.allowedSignersFile', join(home, 'allowed-signers'));
}

/** Has the repository sign its runs, and trust them. */
export function signRuns(on: Home): void {
  trust(on, signWithSsh(on));
  on.git('config', 'run.sign', 'true');
}

/**
 * Makes an OpenPGP key and has the repository sign with it; returns its fingerprint. With `when`, options
 * of gpg that name a time, it is of that day only.
 */
export function signWithGpg(t: Teardown, { home, env, git }: Home, ...when: readonly string[]): string {
  const gnupg = join(home, '.gnupg');
  mkdirSync(gnupg, { mode: 0o700 });
  // What it has started goes on behind us otherwise.
  t.teardown(() => execFileSync('gpgconf', ['--kill', 'all'], { env, stdio: 'ignore' }));
  const gpg = (...args: string[]) =>
    execFileSync('gpg', ['--batch', '--quiet', ...when, ...args], { env, encoding: 'utf8', stdio: 'pipe' });
  gpg(
    '--passphrase',
    '',
    '--quick-generate-key',
    'Ada <ada@example.com>',
    'ed25519',
    'sign',
    when.length > 0 ? '1d' : '0',
  );
  const key = /^fpr:+([0-9A-F]+):/m.exec(gpg('--list-keys', '--with-colons'))?.[1] as string;
  git('config', 'gpg.format', 'openpgp');
  git('config', 'user.signingKey', key);
  return key;
}
